#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_steps.py FILE COMMAND...: the steps that COMMAND, finetune_steps, prints, computed anew in numpy.

Shares nothing with the C++ but docs/MASK.md, by the program in tests/vectors that was written from it. A line for
each step; the first whose weights have another checksum ends it with exit code 1. FILE then has what COMMAND printed;
check_steps.py --plant FILE computes those steps with eight bits of each dropout's mask inverted.
"""
import itertools
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
VENV = ROOT / "build/venv/bin/python"  # which bench/harness/python makes
try:
    import numpy as np
except ImportError:
    if VENV.exists() and sys.prefix != str(VENV.parents[1]):
        os.execv(VENV, [VENV, *sys.argv])
    print("skipped: this Python has no numpy, and bench/harness/python has not made one that has")
    sys.exit(0)

sys.path.insert(0, str(ROOT / "tests/vectors"))
from mask_from_document import fold_in, mask_bytes  # noqa: E402
from sample_from_document import sampled  # noqa: E402
from step_numbers import CLASSES, Floats, Integers, scale, units  # noqa: E402

PIXELS = 64


def keep(key, p, n):
    bits = np.frombuffer(mask_bytes(key, 0, n, units(p)), np.uint8)
    return np.unpackbits(bits, bitorder="little")[:n].astype(bool)


def order_of(n, key):
    order = []
    for i in range(n):
        j = fold_in(key, i) % (i + 1)
        order.append(i)
        order[i], order[j] = order[j], i
    return order


class Network:
    def __init__(self, run, setting):
        self.setting = setting
        self.numbers = {"float": Floats(np.float32), "half": Floats(np.float16), "int8": Integers()}[run["type"]]
        self.run = run
        self.bits = np.array(run["weights"], np.uint32)
        self.values = self.numbers.weights(self.bits)
        width, hidden, at = run["width"], run["hidden"], 0
        blocks = [(width, hidden), (hidden, width)] * run["blocks"]
        self.layers = []  # (w, b), views of the one array
        for rows, columns in [(PIXELS, width), *blocks, (width, CLASSES)]:
            w = self.values[at:at + rows * columns].reshape(rows, columns)
            at += rows * columns + columns
            self.layers.append((w, self.values[at - columns:at]))
        assert at == len(self.values)

    def rows(self, key, block, n):
        """Which rows drop path keeps, and what they are multiplied by."""
        p = self.run["drop_path"]
        if not self.setting["exactly"]:
            return keep(key, p, n), scale(p)
        p = p * (block + 1) / self.run["blocks"]
        count = (n * (units(p) >> 32) + 2048) // 4096
        rows = np.zeros(n, bool)
        rows[sampled(key, n, count)] = True
        return rows, np.float32(n / count)

    def step(self, samples, key, planted):
        n, run, layers, drop = self.numbers, self.run, self.layers, self.run["drop"]
        x, labels = n.pixels(samples[:, :PIXELS]), samples[:, PIXELS]
        first = stream = n.relu(n.linear(x, *layers[0], "in"))
        saved = []
        for b in range(run["blocks"]):
            rows, path = self.rows(fold_in(key, 2 * b + 1), b, len(x))
            h = stream[rows]
            a = n.relu(n.linear(h, *layers[2 * b + 1], "first"))
            kept = keep(fold_in(key, 2 * b), drop, a.size).reshape(a.shape)
            kept[:1, :8] ^= planted
            a = n.drop_activations(a, kept, scale(drop))
            stream = stream.copy()
            stream[rows] = n.add_branch(stream[rows], n.linear(a, *layers[2 * b + 2], "second"), path)
            saved.append((rows, path, h, a, kept))
        rate = n.rate(run["learning_rate"], len(x))
        d = n.loss_gradient(n.linear(stream, *layers[-1], "out"), labels)
        dstream = n.backward(d, layers[-1][0])
        n.descend(stream, d, *layers[-1], rate, "out")
        for b in reversed(range(run["blocks"])):
            rows, path, h, a, kept = saved[b]
            (w1, b1), (w2, b2) = layers[2 * b + 1:2 * b + 3]
            dy = n.drop_gradients(dstream[rows], True, path)
            da = n.drop_gradients(n.backward(dy, w2), kept, scale(drop))
            da[~(a > 0)] = 0
            n.descend(a, dy, w2, b2, rate, "second")
            dstream[rows] = n.add_gradients(dstream[rows], n.backward(da, w1))
            n.descend(h, da, w1, b1, rate, "first")
        dstream[~(first > 0)] = 0
        n.descend(x, dstream, *layers[0], rate, "in")

    def checksum(self):
        as_stored = self.values.astype(np.int32) if self.run["type"] == "int8" else self.values
        key = 0
        for value in as_stored.view(np.uint32):
            key = fold_in(key, int(value))
        return f"{key:016x}"


def minibatches(run):
    """(samples, key) of each step: a new order each epoch, the last of those that are left."""
    samples = np.array(run["samples"])
    order_key, step_key = fold_in(run["key"], 0), fold_in(run["key"], 1)
    step = 0
    for epoch in itertools.count():
        order = order_of(len(samples), fold_in(order_key, epoch))
        for i in range(0, len(order), run["batch"]):
            yield samples[order[i:i + run["batch"]]], fold_in(step_key, step)
            step += 1


def main():
    planted = sys.argv[1:2] == ["--plant"]
    if planted:
        printed = pathlib.Path(sys.argv[2])
    else:
        printed = pathlib.Path(sys.argv[1])
        printed.write_text(subprocess.run(sys.argv[2:], check=True, capture_output=True, text=True).stdout)
    run = json.loads(printed.read_text())
    for setting in run["settings"]:
        print("drop path of exactly so many rows" if setting["exactly"] else "drop path by chance")
        network = Network(run, setting)
        for number, (samples, key) in zip(range(1, 11), minibatches(run)):
            network.step(samples, key, planted)
            found, expected = network.checksum(), setting["checksums"][number - 1]
            print(f"step {number}, {len(samples)} samples: {found}", "equal" if found == expected else f"NOT {expected}")
            if found != expected:
                return 1
    return 0 if len(run["settings"]) == 2 else 1


if __name__ == "__main__":
    sys.exit(main())
