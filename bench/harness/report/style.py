# SPDX-License-Identifier: MIT
"""How charts look, and files that are the same bytes for the same figures."""
import math
import textwrap

import matplotlib
from matplotlib import ticker
from matplotlib.figure import Figure

import names

# Okabe and Ito's, which the colour-blind can tell apart.
BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
BLUE, RED, PURPLE, GRAY = "#0072B2", "#D55E00", "#CC79A7", "#6E6E6E"
WIDTH = 8.3  # inches, at 100 points an inch what README.md is wide

matplotlib.rcParams.update({
    "svg.hashsalt": "droplet", "font.size": 10, "axes.spines.top": False,
    "axes.spines.right": False, "axes.edgecolor": GRAY, "axes.titlesize": 10,
    "axes.titlelocation": "left", "axes.axisbelow": True,
    "xtick.color": GRAY, "ytick.color": GRAY, "xtick.labelcolor": BLACK, "ytick.labelcolor": BLACK,
    "grid.color": "#E4E4E4", "grid.linewidth": 0.8, "legend.frameon": False, "lines.markersize": 5,
    "xtick.minor.size": 0, "ytick.minor.size": 0})


def figure(height, title, source, left=0.75, right=0.2, top=0.6, wspace=0.1, **grid):
    """Axes, the title above and below them where the figures come from; lengths are inches."""
    lines = textwrap.wrap(source, 132, break_on_hyphens=False)
    bottom = 0.62 + 0.14 * len(lines)
    whole = top + height + bottom
    fig = Figure(figsize=(WIDTH, whole))
    axes = fig.subplots(squeeze=False, gridspec_kw={
        "left": left / WIDTH, "right": 1 - right / WIDTH, "top": 1 - top / whole,
        "bottom": bottom / whole, "wspace": wspace}, **grid)
    fig.text(0.1 / WIDTH, 1 - 0.1 / whole, title, size=12, weight="bold", va="top")
    fig.text(0.1 / WIDTH, 0.08 / whole, "\n".join(lines), size=8, color=GRAY, va="bottom")
    return fig, axes[0]


def plain(value, _=None):
    return f"{value:g}"


def size_axis(axis, sizes, tick_every):
    """tick_every: a power of 2; the ticks are its powers, as measured sizes may be too close."""
    first, last = (math.log2(n) for n in (sizes[0], sizes[-1]))
    step = math.log2(tick_every)
    ticks = [2 ** (k * step) for k in range(math.ceil(first / step), math.floor(last / step) + 1)]
    axis.set_xscale("log", base=2)
    axis.set_xticks(ticks, [names.size_title(int(n)) for n in ticks])
    axis.minorticks_off()
    axis.set_xlim(sizes[0] / 1.4, sizes[-1] * 1.4)
    axis.set_xlabel("elements in the buffer")


def log_axis(axis, label, subs=(1, 2, 5)):
    axis.axes.set(**{f"{axis.axis_name}scale": "log"})
    axis.set_major_locator(ticker.LogLocator(subs=subs, numticks=30))
    axis.set_major_formatter(plain)
    axis.set_minor_locator(ticker.NullLocator())
    axis.set_label_text(label)


def line(axis, points, color, **kwargs):
    """points: (n, value, spread). What is noisy has a hollow marker."""
    if not points:
        return
    x, y, _ = zip(*points)
    marker = kwargs.pop("marker", "o")
    axis.plot(x, y, color=color, **kwargs)
    for n, value, spread in points if marker else ():
        axis.plot(n, value, marker, color=color, zorder=kwargs.get("zorder", 2),
                  markerfacecolor="white" if spread > names.NOISY else color)


def label_ends(axis, ends):
    """ends: (x, y, text, color). Texts right of where lines end, moved apart where they collide."""
    ends = sorted(ends, key=lambda end: end[1])
    low, high = map(math.log, axis.get_ylim())
    height = points_of(axis)[1]
    wanted = [(math.log(y) - low) / (high - low) * height for _, y, _, _ in ends]
    for (x, y, text, color), old, new in zip(ends, wanted, apart(wanted, 14)):
        axis.annotate(text, (x, y), (30, new - old), textcoords="offset points", color=color,
                      va="center", annotation_clip=False, arrowprops={
                          "arrowstyle": "-", "color": color, "lw": 0.8, "relpos": (0, 0.5),
                          "shrinkA": 1, "shrinkB": 5})


def points_of(axis):
    """Width and height in points, of which offsets of texts are made."""
    extent = axis.get_window_extent()
    return extent.width / axis.figure.dpi * 72, extent.height / axis.figure.dpi * 72


def apart(wanted, step):
    """Positions in the same order, at least `step` from each other, near the wanted ones.

    Neighbours that would touch become a group around the mean of what they want.
    """
    groups = []  # [position of the first, how many]
    for at in wanted:
        groups.append([at, 1])
        while len(groups) > 1 and groups[-1][0] < groups[-2][0] + groups[-2][1] * step:
            first, many = groups.pop()
            before, count = groups[-1]
            groups[-1] = [(before * count + (first - count * step) * many) / (count + many),
                          count + many]
    return [first + i * step for first, many in groups for i in range(many)]


def save(fig, folder, name, kinds=("svg", "png")):
    """Without a date or a version in the files."""
    metadata = {"svg": {"Date": None, "Creator": None, "Rights": "SPDX-License-Identifier: MIT"},
                "png": {"Software": None}}
    for kind in kinds:
        fig.savefig(folder / f"{name}.{kind}", dpi=200, metadata=metadata[kind])
