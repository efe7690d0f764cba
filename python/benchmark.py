#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""benchmark.py [--readme] [--rounds N]: droplet.torch against PyTorch's own layers, in one program, in turn.

CPU time of one thread. A round times each of the two for some milliseconds; a figure is the median of the rounds, and the
ratio that of the rounds' ratios. --readme writes the table and the chart into this folder's README.md.
"""
import argparse
import gc
import pathlib
import statistics
import time

import torch
from torch import nn

import droplet
import droplet.torch as dt
from droplet._library import functions

HERE = pathlib.Path(__file__).resolve().parent
P = 0.1
SIZES = (16, 256, 2048, 65536, 1 << 20)


def forward(make, n):
    layer, x = make(), torch.randn(n)
    return lambda: layer(x)


def forward_and_backward(make, n):
    layer, x, grad = make(), torch.randn(n, requires_grad=True), torch.ones(n)

    def run():
        layer(x).backward(grad)
        x.grad = None
    return run


def training(model, x, labels):
    optimizer = torch.optim.SGD(model.parameters(), 1e-4)

    def run():
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), labels).backward()
        optimizer.step()
        dt.advance(model)
    return run


def mlp(make, batch=32):
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(64, 256), nn.ReLU(), make(), nn.Linear(256, 256), nn.ReLU(), make(), nn.Linear(256, 10))
    return training(model, torch.randn(batch, 64), torch.randint(10, (batch,)))


class Transformer(nn.Module):
    """A block before whose sums stand dropouts, as in GPT-2, and a classifier of its first token."""

    def __init__(self, make, width=64, heads=4):
        super().__init__()
        self.heads, self.attended, self.out = heads, nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width), make())
        self.probabilities, self.residual, self.classes = make(), make(), nn.Linear(width, 10)

    def forward(self, x):
        batch, tokens, width = x.shape
        q, k, v = self.attended(self.first(x)).view(batch, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        weights = self.probabilities(torch.softmax(q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5, -1))
        x = x + self.residual(self.out((weights @ v).transpose(1, 2).reshape(batch, tokens, width)))
        return self.classes((x + self.mlp(self.second(x)))[:, 0])


def transformer(make, batch=8, tokens=64):
    torch.manual_seed(0)
    return training(Transformer(make), torch.randn(batch, tokens, 64), torch.randint(10, (batch,)))


def bare(n):
    """PyTorch's function, and by ctypes the library's, which the layers call."""
    x, y, described = torch.randn(n), torch.empty(n), droplet.Mask(P, key=1)
    call, described_at = functions["dropout", "float32"], described._address
    return (lambda: nn.functional.dropout(x, P)), (lambda: call(described_at, x.data_ptr(), y.data_ptr(), n, None))


def both(make):
    keys = iter(range(100))
    return lambda: (make(lambda: nn.Dropout(P)), make(lambda: dt.Dropout(P, next(keys))))


def cases():
    yield "the functions alone, 16 elements", lambda: bare(16)
    for n in SIZES:
        yield f"forward, {n:,} elements", both(lambda make, n=n: forward(make, n))
    for n in SIZES:
        yield f"forward and backward, {n:,}", both(lambda make, n=n: forward_and_backward(make, n))
    yield "training step of an MLP, 32 x 64-256-256-10", both(mlp)
    yield "training step of a transformer block, 8 x 64 x 64", both(transformer)


def timed(run, calls):
    begin = time.thread_time_ns()
    for _ in range(calls):
        run()
    return (time.thread_time_ns() - begin) / calls / 1000


def measure(pair, rounds):
    """(microseconds of PyTorch, of Droplet, ratio, half the distance of the ratio's quartiles as a share of it)."""
    pair = pair()
    calls = [max(3, int(5000 / max(timed(run, 3), 1))) for run in pair]
    times = []
    gc.disable()
    for _ in range(rounds):
        times.append([timed(run, n) for run, n in zip(pair, calls)])
    gc.enable()
    low, ratio, high = statistics.quantiles([droplet_time / own for own, droplet_time in times], n=4)
    return (*(statistics.median(column) for column in zip(*times)), ratio, (high - low) / 2 / ratio)


def chart(rows, machine, path):
    import matplotlib
    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "droplet"
    from matplotlib import pyplot
    fig, axis = pyplot.subplots(figsize=(8.5, 0.36 * len(rows) + 1.3), layout="constrained")
    for at, (_, _, _, ratio, _) in enumerate(rows):
        axis.barh(at, ratio - 1, 0.7, left=1, color="#0072B2" if ratio <= 1 else "#D55E00")
        axis.annotate(f"{ratio:.2f}", (max(ratio, 1), at), (4, 0), textcoords="offset points", va="center", size=9)
    axis.axvline(1, color="black", lw=1)
    axis.set_xscale("log", base=2)
    axis.set_xlim(min(row[3] for row in rows) / 1.3, 2 * max(1, *(row[3] for row in rows)))
    axis.set_xticks([1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2], ["1/16", "1/8", "1/4", "1/2", "1", "2"])
    axis.minorticks_off()
    axis.set_yticks(range(len(rows)), [row[0] for row in rows])
    axis.invert_yaxis()
    axis.set_title("droplet.torch.Dropout's time as a multiple of torch.nn.Dropout's, p = 0.1")
    axis.set_xlabel(machine, size=8)
    for side in ("top", "right", "left"):
        axis.spines[side].set_visible(False)
    fig.savefig(path, metadata={"Date": None})


def cpu():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        said = dict(line.split(":", 1) for line in lines.read().split("\n\n")[0].splitlines() if ":" in line)
    said = {name.strip(): value.strip() for name, value in said.items()}
    return f"{said.get('model name', 'CPU')} (family {said.get('cpu family', '?')}, model {said.get('model', '?')})"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--rounds", type=int, default=41)
    options = parser.parse_args()
    if options.rounds < 3:
        parser.error(f"--rounds is {options.rounds}: give at least 3")
    torch.set_num_threads(1)
    rows = []
    for name, pair in cases():
        rows.append((name, *measure(pair, options.rounds)))
        print("{}: PyTorch {:.1f} us, Droplet {:.1f} us, ratio {:.2f} (spread {:.1%})".format(*rows[-1]), flush=True)
    machine = f"{cpu()}; PyTorch {torch.__version__}, Droplet {droplet.__version__} ({droplet.isa_name()}), one thread"
    if options.readme:
        chart(rows, machine, HERE / "benchmark.svg")
        table = "\n".join("| {} | {:,.1f} | {:,.1f} | {:.2f}{} |".format(*row[:4], "†" if row[4] > 0.05 else "") for row in rows)
        path = HERE / "README.md"
        before, marked, rest = path.read_text(encoding="utf-8").partition("<!-- benchmark -->\n")
        _, end, after = rest.partition("<!-- /benchmark -->\n")
        if not marked or not end:
            parser.error("README.md has not got the lines <!-- benchmark --> and <!-- /benchmark -->")
        path.write_text(f"{before}{marked}![Droplet against PyTorch](benchmark.svg)\n\n"
                        f"| microseconds of CPU time | PyTorch | Droplet | ratio |\n|---|---|---|---|\n{table}\n\n"
                        f"† The ratio's spread, half the distance of its quartiles, is above 5 %.\n\n"
                        f"{machine}; `python/benchmark.py --readme`, medians of {options.rounds} rounds.\n{end}{after}",
                        encoding="utf-8")


if __name__ == "__main__":
    main()
