# SPDX-License-Identifier: MIT
"""Charts of bars: Droplet against its peers, and instructions an element."""
import statistics

import names
from report import compared, style

SIZES = (2048, 65536, 1 << 24)
COUNTED = {"dropout": style.BLUE, "apply_mask": style.GREEN, "plain_loop": style.RED}


def panels(rows, columns, title, source, left):
    """A panel a column beside each other; `rows` are the labels, from the top."""
    fig, axes = style.figure(0.3 * len(rows), title, source, left=left, right=0.1, top=0.75,
                             ncols=len(columns), sharey=True, sharex=True, wspace=0.05)
    for axis, column in zip(axes, columns):
        axis.set_title(column)
        axis.spines["left"].set_visible(False)
        axis.tick_params(axis="y", length=0)
    axes[0].set_yticks(range(len(rows)), rows)
    axes[0].set_ylim(len(rows) - 0.4, -0.6)
    return fig, axes


def write(axis, x, at, text):
    axis.annotate(text, (x, at), (4, 0), textcoords="offset points", va="center", size=8.5)


def peers_chart(result):
    """None where there are no peers."""
    slow = {peer: {n: by_n[n] for n in SIZES if n in by_n}
            for peer, by_n in compared.peers(result, names.P).items()}
    order = sorted(filter(slow.get, slow), key=lambda peer: -max(slow[peer].values()).median)
    if not order:
        return None
    fig, axes = panels(
        [names.peer_title(*peer) for peer in order], [f"{names.size_title(n)} elements" for n in SIZES],
        f"Peers' time as a multiple of Droplet's ({names.isa_title(result.best_isa)}), p = 0.1",
        f"{names.machine(result)}; {names.built(result)}. One thread; median CPU time. "
        f"Each against Droplet's operation of the same kind. {names.MARK}: spread above 5 %.",
        left=2.3)
    for axis, n in zip(axes, SIZES):
        times_bars(axis, [slow[peer].get(n) for peer in order])
    values = [times.median for by_n in slow.values() for times in by_n.values()]
    axes[0].set_xlim(min(0.7, *values) / 1.1, max(values) * 4)
    axes[1].set_xlabel("times as long as Droplet")
    return fig


def times_bars(axis, values):
    """From 1, which is Droplet."""
    style.log_axis(axis.xaxis, "", subs=(1,))
    axis.axvline(1, color=style.BLACK, lw=1)
    for at, times in enumerate(values):
        if times:
            axis.barh(at, times.median - 1, 0.7, left=1, color=style.BLUE)
        write(axis, max(times.median, 1) if times else 1, at, names.marked(times, names.ratio))


def instructions_chart(result):
    """None where nothing was counted."""
    counted = compared.counted(result, names.P)
    if not counted:
        return None
    fig, axes = panels(
        [f"{title}, {names.isa_title(isa)}" for title, isa in counted],
        [names.OPERATIONS.get(name, name) for name in COUNTED], "Instructions an element, p = 0.1",
        "Counted one by one, float32; counts are not cycles. Broken bars go on. "
        f"From {names.commit(result)}.", left=1.75)
    values = [by_name[name] for by_name in counted.values() for name in COUNTED if name in by_name]
    # Soft floating point would dwarf the rest.
    end = min(max(values), 4 * statistics.median(values))
    for axis, (name, color) in zip(axes, COUNTED.items()):
        count_bars(axis, [by_name.get(name) for by_name in counted.values()], color, end)
    axes[0].set_xlim(0, end * 1.35)
    axes[1].set_xlabel("instructions an element")
    return fig


def count_bars(axis, values, color, end):
    """A bar that goes on beyond the end is broken."""
    for at, value in enumerate(values):
        if value is not None:
            axis.barh(at, min(value, end), 0.7, color=color)
        if value is not None and value > end:
            for x in (0.86, 0.9):
                axis.plot([x * end, (x + 0.04) * end], [at + 0.45, at - 0.45], color="white", lw=2)
        write(axis, min(value or 0, end), at, "-" if value is None else f"{value:.2f}")
