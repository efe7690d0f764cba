#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""finetune.py IMAGE.inc COMMAND...: the network of examples/finetune in PyTorch, ten steps of it, beside the device.

IMAGE.inc is what the firmware has built in: its weights and samples, by finetune_export. COMMAND runs the firmware,
which is told to print what it draws: `run-board mps2-an386 firmware_float`, or its twin on this machine. Every mask
must be the device's, bit for bit. Weights differ in their last digits: a matrix product (torch.nn.Linear, and the
gradients of its weights) is summed in another order.
"""
import re
import subprocess
import sys

import numpy
import torch
from torch import nn

import droplet
import droplet.torch as dt

PIXELS, WIDTH, HIDDEN, BLOCKS, CLASSES, BATCH = 64, 32, 64, 3, 10, 16
DROP, DROP_PATH, LEARNING_RATE, KEY = 0.3, 0.2, 0.03, 1
STEPS = 10


class Block(nn.Module):
    """h += drop_path(f(h)), where f is computed for the surviving rows alone."""

    def __init__(self, number, key):
        super().__init__()
        self.first, self.second = nn.Linear(WIDTH, HIDDEN), nn.Linear(HIDDEN, WIDTH)
        self.dropout = dt.Dropout(DROP, key, place=2 * number)
        self.drop_path = dt.DropPath(DROP_PATH, key, place=2 * number + 1)

    def forward(self, h):
        rows, factor = self.drop_path.kept_rows(len(h))
        branch = self.second(self.dropout(torch.relu(self.first(h[rows]))))
        return h.index_add(0, rows, factor * branch)


class Network(nn.Module):
    def __init__(self, key):
        super().__init__()
        self.first = nn.Linear(PIXELS, WIDTH)
        self.blocks = nn.ModuleList(Block(number, key) for number in range(BLOCKS))
        self.last = nn.Linear(WIDTH, CLASSES)

    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            h = block(h)
        return self.last(h)

    def load(self, weights):
        """The firmware's order: of each layer the weights, (inputs, outputs), then its bias."""
        at = 0
        with torch.no_grad():
            for layer in self.layers():
                for parameter, values in ((layer.weight.T, layer.weight.numel()), (layer.bias, layer.bias.numel())):
                    parameter.copy_(torch.from_numpy(weights[at:at + values]).view(parameter.shape))
                    at += values
        assert at == len(weights)

    def weights(self):
        return torch.cat([values.detach().flatten() for layer in self.layers()
                          for values in (layer.weight.T, layer.bias)]).numpy()

    def layers(self):
        return [module for module in self.modules() if isinstance(module, nn.Linear)]


def built_in(path):
    """(weights, pixels, labels) of the image's adaptation."""
    text = open(path, encoding="utf-8").read()
    weights = re.search(r"start_weights\[\d+\] = \{\n(.*?)\};", text, re.S)[1]
    samples = re.search(r"adaptation_samples\[\d+\] = \{\n(.*?)\n\};", text, re.S)[1]
    numbers = numpy.array([[int(n) for n in re.findall(r"\d+", line)] for line in samples.split("\n")])
    return (numpy.array([float.fromhex(word) for word in re.findall(r"\S+(?=f,)", weights)], "float32"),
            torch.tensor(numbers[:, :PIXELS] * (2.0 / 16) - 1, dtype=torch.float32), torch.tensor(numbers[:, PIXELS]))


def shuffled(n, key):
    """Fisher and Yates, by keys."""
    order = []
    for i in range(n):
        j = droplet.fold_in(key, i) % (i + 1)
        order.append(i)
        order[i], order[j] = order[j], i
    return order


def checksum(bits):
    key = 0
    for byte in bits.tolist():
        key = droplet.fold_in(key, byte)
    return f"{key:016x}"


def watch(model, told):
    """Notes the mask of each dropout, and sees that it is what the layer has done."""
    def note(layer, inputs, output):
        (x,) = inputs
        bits = droplet.fill_mask(layer.mask, x.numel())
        kept = torch.from_numpy(droplet.unpacked(bits, tuple(x.shape)))
        scale = torch.tensor(layer.mask.rate.scale)
        assert torch.equal(output, torch.where(kept, x * scale, torch.zeros(()))), "the mask is not the layer's"
        told.append(checksum(bits))
    for block in model.blocks:
        block.dropout.register_forward_hook(note)


def train(image):
    """What the firmware prints of its masks, and the weights."""
    weights, pixels, labels = built_in(image)
    order_key, step_key = droplet.fold_in(KEY, 0), droplet.fold_in(KEY, 1)
    model = Network(step_key)
    model.load(weights)
    drawn, lines, dropouts = [], [], []
    watch(model, dropouts)
    optimizer = torch.optim.SGD(model.parameters(), LEARNING_RATE)
    epoch = 0
    for step in range(STEPS):
        if not drawn:
            drawn, epoch = shuffled(len(labels), droplet.fold_in(order_key, epoch)), epoch + 1
        batch, drawn = drawn[:BATCH], drawn[BATCH:]
        paths = [checksum(droplet.fill_mask(block.drop_path.mask, len(batch))) for block in model.blocks]
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(pixels[batch]), labels[batch]).backward()
        optimizer.step()
        dt.advance(model)
        lines += [f"step {step} block {b} drop path {path} dropout {dropout}"
                  for b, (path, dropout) in enumerate(zip(paths, dropouts))]
        dropouts.clear()
    return lines, model.weights(), weights


def main():
    image, *command = sys.argv[1:]
    torch.set_num_threads(1)
    lines, weights, start = train(image)
    printed = subprocess.run([*command, "trace"], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    device_lines = [line for line in printed if line.startswith("step ")]
    device = numpy.array([int(line.split()[1]) for line in printed if line.startswith("weight ")], "uint32").view("float32")
    differ = [f"here   {own}\ndevice {other}" for own, other in zip(lines, device_lines) if own != other]
    print("\n".join(lines if not differ else differ))
    apart = numpy.linalg.norm(weights - device) / numpy.linalg.norm(device)
    moved = numpy.linalg.norm(weights - start) / numpy.linalg.norm(device)
    print(f"{len(lines)} steps of blocks, {len(differ)} whose masks differ; the weights have moved by {moved:.2g}, and differ "
          f"from the device's by {apart:.2g}, the largest by {abs(weights - device).max():.2g}")
    if len(device_lines) != len(lines) or differ or not apart < 1e-5:
        sys.exit("the device draws other masks, or its weights differ by more than 1e-5")


if __name__ == "__main__":
    main()
