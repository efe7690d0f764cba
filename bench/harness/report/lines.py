# SPDX-License-Identifier: MIT
"""Charts against the size of the buffer: one machine's, and all machines'."""
import math

import names
from report import style

OPERATION, P = "dropout", names.P
ISA_COLORS = {"avx512": style.PURPLE, "sse2": style.SKY, "scalar": style.ORANGE}
MACHINE_COLORS = [style.BLUE, style.RED, style.GREEN, style.PURPLE, style.ORANGE, style.SKY]
HOLLOW = "Hollow: spread above 5 %."


def points(result, operation, isa, p, key="cpu_time"):
    """(n, the figure, spread) of every size; of times, nanoseconds an element."""
    found = []
    for n in result.sizes(operation):
        row = result.row(operation, isa, p, n)
        figure = row and getattr(row, key)
        if figure:
            found.append((n, figure.median / (1 if key == "ratio" else n), figure.spread))
    return found


def main_lines(result):
    """(title, points, colour, how it is drawn), the most important last: it is drawn on top."""
    best = result.best_isa
    yield ("memcpy", points(result, "memcpy", "libc", None), style.GRAY,
           {"ls": ":", "marker": None})
    yield ("limit: y = s * x", points(result, OPERATION, best, P, "limit"), style.BLACK,
           {"ls": "--", "marker": None})
    yield "plain loop", points(result, "plain_loop", "native", P), style.RED, {"marker": "s"}
    for isa in reversed(result.isas):
        bold = {"lw": 2.5, "zorder": 4} if isa == best else {"lw": 1.5}
        yield (f"Droplet, {names.isa_title(isa)}", points(result, OPERATION, isa, P),
               ISA_COLORS.get(isa, style.BLUE), bold)


def mark_caches(axis, caches):
    """Where x and y, of four bytes an element each, fill a cache."""
    low, high = axis.get_xlim()
    seen = sorted((cache["size"] / 8, cache["level"]) for cache in caches
                  if cache["type"] != "Instruction" and low < cache["size"] / 8 < high)
    octave = style.points_of(axis)[0] / math.log2(high / low)
    wanted = [math.log2(n / low) * octave for n, _ in seen]
    for (n, level), old, new in zip(seen, wanted, style.apart(wanted, 60)):
        axis.axvline(n, color="#B0B0B0", lw=1, zorder=1)
        axis.annotate(f"L{level}, {names.bytes_title(int(8 * n))}", (n, 1), (new - old, 3),
                      xycoords=("data", "axes fraction"), textcoords="offset points", size=8.5,
                      color=style.GRAY, ha="center")


def has_main(result):
    return bool(points(result, OPERATION, result.best_isa, P))


def main_chart(result):
    """None where dropout was not measured."""
    if not has_main(result):
        return None
    lines = [entry for entry in main_lines(result) if entry[1]]
    fig, (axis,) = style.figure(
        3.6, "Dropout, p = 0.1: time an element against the size of the buffer",
        f"{names.machine(result)}; {names.built(result)}. float32, one thread; median CPU time. "
        f"Grey lines: x and y fill a cache. {HOLLOW}", right=1.75)
    for _, data, color, how in lines:
        style.line(axis, data, color, **how)
    style.size_axis(axis, result.sizes(OPERATION), 4)
    style.log_axis(axis.yaxis, "nanoseconds an element")
    axis.grid(axis="y")
    mark_caches(axis, result.context.get("caches", []))
    style.label_ends(axis, [(*data[-1][:2], title, color) for title, data, color, _ in lines])
    return fig


def machines_chart(results, labels):
    """Each machine's best: time and limit on the left, their ratio on the right. None of one."""
    entries = [entry for entry in zip(results, labels) if has_main(entry[0])]
    if len(entries) < 2:
        return None
    fig, axes = style.figure(
        3.5, "Dropout, p = 0.1, on each machine's best instruction set",
        f"float32, one thread; median CPU time. Dashed: the machine's limit, y = s * x. {HOLLOW}",
        top=0.55 + 0.22 * len(entries), ncols=2, wspace=0.22)
    for i, (result, label) in enumerate(entries):
        isa, color = result.best_isa, MACHINE_COLORS[i % len(MACHINE_COLORS)]
        how = {"lw": 2, "marker": "os^D"[i // len(MACHINE_COLORS) % 4]}
        style.line(axes[0], points(result, OPERATION, isa, P, "limit"), color, ls="--", marker=None)
        style.line(axes[0], points(result, OPERATION, isa, P), color, **how)
        style.line(axes[1], points(result, OPERATION, isa, P, "ratio"), color, **how)
        axes[0].plot([], [], color=color, label=f"{label}, {names.isa_title(isa)}", **how)
    sizes = sorted({n for result, _ in entries for n in result.sizes(OPERATION)})
    for axis, label in zip(axes, ("nanoseconds an element", "time / the machine's limit")):
        style.size_axis(axis, sizes, 16)
        style.log_axis(axis.yaxis, label)
        axis.grid(axis="y")
    axes[1].axhline(1, color=style.BLACK, lw=1, ls="--")
    fig.legend(loc="upper left", bbox_to_anchor=(0, 1 - 0.33 / fig.get_figheight()))
    return fig
