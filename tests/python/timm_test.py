# SPDX-License-Identifier: MIT
"""droplet.torch in place of timm's DropPath, in a model of timm's with random weights: losses have the same distribution,
and decisions are the same whatever the number of threads."""
import os
import sys
import unittest

from needed import need

os.environ["OMP_WAIT_POLICY"] = "passive"  # Threads that wait take no CPU from those that work.
need("torch")
import torch

try:
    need("torchvision")
except RuntimeError:  # A wheel for other hardware, whose operators do not load; timm calls none, but needs them declared.
    declared = torch.library.Library("torchvision", "FRAGMENT")
    for operator in ("nms", "qnms"):
        declared.define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    for module in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
        del sys.modules[module]
need("timm")
import timm
from scipy import stats

import droplet
import droplet.torch as dt

STEPS, SEEDS, DRAWS, BATCH = 8, 12, 200, 16


def made(seed, key=None):
    torch.manual_seed(seed)
    model = timm.create_model("vit_tiny_patch16_224", img_size=32, depth=4, num_classes=10, drop_path_rate=0.5)
    return model if key is None else dt.convert(model, key)


def train(model, seed):
    """Its losses, on images of noise of two classes."""
    data = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), 0.05, momentum=0.9)
    losses = []
    for _ in range(STEPS):
        labels = torch.randint(2, (BATCH,), generator=data)
        images = torch.randn(BATCH, 3, 32, 32, generator=data) + labels.view(-1, 1, 1, 1)
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        dt.advance(model)
        losses.append(loss.item())
    return losses


class Timm(unittest.TestCase):
    def test_layers(self):
        model = made(0, key=1)
        paths = [module for module in model.modules() if isinstance(module, dt.DropPath)]
        self.assertEqual(len(paths), 6, "block 0 drops nothing, the others twice")
        self.assertFalse(any(type(module) is timm.layers.DropPath for module in model.modules()))
        self.assertEqual([round(path.p, 4) for path in paths], [0.1667] * 2 + [0.3333] * 2 + [0.5] * 2)

    def test_loss_curves(self):
        """At each of three steps Mann and Whitney's test of 12 seeds against 12: a false alarm in 3 of 10^5 runs. The seeds
        are fixed, so that what passes passes again."""
        torch.set_num_threads(1)
        theirs, ours = [], []
        for seed in range(SEEDS):
            theirs.append(train(made(seed), seed))
            ours.append(train(made(seed, key=droplet.fold_in(5, seed)), seed))
        for step in (2, 5, 7):
            p = stats.mannwhitneyu([losses[step] for losses in theirs], [losses[step] for losses in ours]).pvalue
            self.assertGreater(p, 1e-5, f"step {step}")
        self.assertNotEqual(theirs, ours)

    def test_losses_of_one_model(self):
        """Of the same weights and images, over the masks of 200 steps: Kolmogorov and Smirnov's test, a false alarm in 10^5
        runs. Branches that are dropped a little more often are told apart."""
        torch.set_num_threads(1)
        model, images = made(0), torch.randn(BATCH, 3, 32, 32, generator=torch.Generator().manual_seed(1))
        train(model, 0)
        labels = torch.arange(BATCH) % 2

        @torch.no_grad()
        def losses(model):
            found = []
            for _ in range(DRAWS):
                found.append(torch.nn.functional.cross_entropy(model(images), labels).item())
                dt.advance(model)
            return found
        theirs = losses(model)
        ours = losses(dt.convert(model, 1))
        self.assertGreater(stats.ks_2samp(theirs, ours).pvalue, 1e-5)
        for module in model.modules():
            if isinstance(module, dt.DropPath):
                module.p = 0.5 + module.p / 2
        self.assertLess(stats.ks_2samp(theirs, losses(model)).pvalue, 1e-5)

    def test_threads(self):
        decisions = []
        for threads in (1, 2):
            torch.set_num_threads(threads)
            model, told = made(0, key=1), []
            for module in model.modules():
                if isinstance(module, dt.DropPath):
                    module.register_forward_hook(
                        lambda layer, inputs, y: told.append((y.flatten(1).abs().sum(1) != 0).tolist()))
            train(model, 0)
            decisions.append(told)
        self.assertEqual(len(decisions[0]), 6 * STEPS)
        self.assertEqual(*decisions)


if __name__ == "__main__":
    unittest.main()
