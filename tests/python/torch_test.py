# SPDX-License-Identifier: MIT
"""droplet.torch: its operators, its gradients by replay, its modules in torch.compile, recomputation, DDP and state_dict."""
import copy
import doctest
import os
import pathlib
import sys
import tempfile
import unittest

from needed import need

need("torch")
import torch
import torch._dynamo
from torch import multiprocessing, nn
from torch.utils.checkpoint import checkpoint
import numpy as np

import droplet
import droplet.torch as dt

OPERATORS = torch.ops.droplet
TYPES = (torch.float32, torch.float16, torch.bfloat16)
AT = (torch.tensor(3), 0.3, -7, -1, 5)  # step, p, key, place, first
MASK = droplet.Mask(0.3, key=2**64 - 7, first=5).at(3)


def some(*shape, dtype=torch.float32):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(1)).to(dtype)


def layers():
    return [dt.Dropout(0.3, 1), dt.FeatureDropout(0.3, 2), dt.AlphaDropout(0.3, 3), dt.FeatureAlphaDropout(0.3, 4),
            dt.DropPath(0.3, 5), dt.DropPath(0.3, 6, batch=True), dt.DropPath(0.3, 7, scale_by_keep=False),
            dt.Dropout(0.3, 8, place=2, first=9), dt.BiasDropoutAdd(0.3, 9)]


class Operators(unittest.TestCase):
    def test_opcheck(self):
        for dtype in TYPES:
            x, residual = (some(4, 6, 5, dtype=dtype).requires_grad_() for _ in range(2))
            bias = some(5, dtype=dtype).requires_grad_()
            for operator, arguments in (
                    (OPERATORS.dropout, (x, *AT)), (OPERATORS.drop_path, (x, *AT, False, True)),
                    (OPERATORS.drop_path, (x, *AT, True, False)), (OPERATORS.feature_dropout, (x, *AT)),
                    (OPERATORS.alpha_dropout, (x, *AT)), (OPERATORS.alpha_dropout_backward, (x, *AT)),
                    (OPERATORS.feature_alpha_dropout, (x, *AT)), (OPERATORS.feature_alpha_dropout_backward, (x, *AT)),
                    (OPERATORS.bias_dropout_add, (x, bias, residual, *AT)), (OPERATORS.bias_dropout_add, (x, None, None, *AT)),
                    (OPERATORS.bias_dropout_add_backward, (x, *AT))):
                with self.subTest(operator=operator, dtype=dtype):
                    done = torch.library.opcheck(operator.default, arguments)
                    self.assertEqual(set(done.values()), {"SUCCESS"})

    def test_equals_numpy(self):
        x = some(4, 6, 5)
        for operator, expected in (
                (OPERATORS.dropout, droplet.dropout), (OPERATORS.alpha_dropout, droplet.alpha_dropout),
                (OPERATORS.feature_dropout, droplet.feature_dropout), (OPERATORS.feature_alpha_dropout, droplet.feature_alpha_dropout)):
            self.assertTrue(np.array_equal(operator(x, *AT).numpy(), expected(MASK, x.numpy())), operator)
        self.assertTrue(np.array_equal(OPERATORS.drop_path(x, *AT, False, True).numpy(), droplet.drop_path(MASK, x.numpy())))
        self.assertTrue(np.array_equal(OPERATORS.bias_dropout_add(x, x[0, 0], x, *AT).numpy(),
                                       droplet.bias_dropout_add(MASK, x.numpy(), x.numpy()[0, 0], x.numpy())))
        transposed = x.transpose(0, 2)
        self.assertTrue(np.array_equal(OPERATORS.dropout(transposed, *AT).numpy(), droplet.dropout(MASK, transposed.numpy())))

    def test_refused(self):
        x = some(4, 6)
        for call, kind, told in (
                (lambda: OPERATORS.dropout(x.double(), *AT), TypeError, "x has dtype torch.float64: give float32"),
                (lambda: OPERATORS.dropout(x, AT[0], 1.5, *AT[2:]), droplet.Error, "p is 1.5"),
                (lambda: OPERATORS.feature_dropout(x[0], *AT), droplet.Error, r"x has shape \(6,\): give \(samples, channels"),
                (lambda: OPERATORS.drop_path(x[0, 0], *AT, False, True), droplet.Error, "x has no axes"),
                (lambda: OPERATORS.bias_dropout_add(x, x, None, *AT), droplet.Error, r"bias has shape \(4, 6\).*give \(6,\)"),
                (lambda: dt.Dropout(-0.1, 1), droplet.Error, r"p is -0\.1"),
                (lambda: dt.Dropout(0.1, -1), droplet.Error, "key is -1"),
                (lambda: dt.set_step(dt.Dropout(0.1, 1), -1), droplet.Error, "step is -1")):
            with self.subTest(told), self.assertRaisesRegex(kind, told):
                call()


class Modules(unittest.TestCase):
    def test_gradients(self):
        """y is linear in x where the mask is the same: the gradient is the layer itself, but for what it adds."""
        for layer in layers():
            for dtype in TYPES:
                x, grad = some(4, 6, 5, dtype=dtype).requires_grad_(), some(4, 6, 5, dtype=dtype)
                layer(x).backward(grad)
                if "Alpha" in type(layer).__name__:
                    a = (layer(torch.ones_like(x).detach()) - layer(torch.zeros_like(x).detach())).float()
                    torch.testing.assert_close(x.grad.float(), grad.float() * a, rtol=0.02, atol=0.02)
                else:
                    self.assertTrue(torch.equal(x.grad, layer(grad)), layer)
                eager = x.grad.clone()
                x.grad = None
                with torch._dynamo.config.patch(error_on_recompile=False):
                    torch.compile(layer, backend="aot_eager", fullgraph=True)(x).backward(grad)
                self.assertTrue(torch.equal(x.grad, eager), (layer, "compiled"))
                torch._dynamo.reset()

    def test_second_gradients(self):
        """The gradient of the gradient, by grad_y: both are diagonal."""
        for layer in layers():
            x, grad, v = some(3, 2, 4).requires_grad_(), some(3, 2, 4).requires_grad_(), 1 - some(3, 2, 4)
            first, = torch.autograd.grad(layer(x), x, grad, create_graph=True)
            again, = torch.autograd.grad(first, grad, v)
            wanted, = torch.autograd.grad(layer(x), x, v)
            self.assertTrue(torch.equal(again, wanted), layer)

    def test_bias_dropout_add(self):
        layer = dt.BiasDropoutAdd(0.3, 9)
        x, bias, residual = some(4, 6).requires_grad_(), some(6).requires_grad_(), some(4, 6).requires_grad_()
        grad = some(4, 6)
        layer(x, bias, residual).backward(grad)
        self.assertTrue(torch.equal(x.grad, layer(grad)))
        torch.testing.assert_close(bias.grad, layer(grad).sum(0))
        self.assertTrue(torch.equal(residual.grad, grad))
        self.assertTrue(torch.equal(layer.eval()(x, bias, residual), residual + (x + bias)))

    def test_nothing_is_saved(self):
        """But the step, of 8 bytes, and in eager mode not that: of BiasDropoutAdd neither."""
        layer, x, saved = dt.BiasDropoutAdd(0.3, 1), some(1000).requires_grad_(), []
        with torch.autograd.graph.saved_tensors_hooks(lambda t: saved.append(t.nbytes) or t, lambda t: t):
            layer(x, some(1000), x)
        self.assertEqual(saved, [])
        for compiled, most in ((False, 0), (True, 8)):
            saved = []
            layer, x = dt.Dropout(0.3, 1), some(1000).requires_grad_()
            with torch.autograd.graph.saved_tensors_hooks(lambda t: saved.append(t.nbytes) or t, lambda t: t):
                y = OPERATORS.dropout(x, *AT) if compiled else layer(x)
            self.assertLessEqual(sum(saved), most)
            y.sum().backward()
        with torch.autograd.graph.saved_tensors_hooks(lambda t: saved.append(t.nbytes) or t, lambda t: t):
            nn.functional.dropout(x, 0.3)
        self.assertGreater(sum(saved), 900, "seen to fail: PyTorch's own saves its mask")

    def test_steps(self):
        layer, x = dt.Dropout(0.5, 1), torch.ones(1000)
        first = layer(x)
        self.assertTrue(torch.equal(first, layer(x)))
        dt.advance(layer)
        second = layer(x)
        self.assertGreater((first != second).sum().item(), 300)
        dt.set_step(layer, 0)
        self.assertTrue(torch.equal(first, layer(x)))
        self.assertEqual(layer.mask, droplet.Mask(0.5, 1).at(0))
        self.assertEqual(layer.eval().mask.mode, "inference")
        self.assertIs(layer(x), x)
        self.assertTrue(torch.equal(dt.Dropout(droplet.Rate.of_draws(0.1, 3), 1)(x) == 0,
                                    torch.from_numpy(~droplet.mask(droplet.Mask(droplet.Rate.of_draws(0.1, 3), 1).at(0), 1000))))
        placed = dt.Dropout(0.5, 1, place=3)
        dt.set_step(placed, 4)
        self.assertEqual(placed.mask.key, droplet.fold_in(droplet.fold_in(1, 4), 3))

    def test_a_step_between_forward_and_backward_is_refused(self):
        for run in (lambda layer, x: layer(x), lambda layer, x: OPERATORS.dropout(x, layer.step, 0.5, 1, -1, 0)):
            layer, x = dt.Dropout(0.5, 1), some(10).requires_grad_()
            y = run(layer, x)
            dt.advance(layer)
            with self.assertRaisesRegex(RuntimeError, "advance after backward|modified by an inplace operation"):
                y.sum().backward()

    def test_kept_rows(self):
        layer = dt.DropPath(0.4, 3)
        rows, factor = layer.kept_rows(50)
        y = layer(torch.ones(50, 2))
        self.assertEqual(rows.tolist(), y[:, 0].nonzero().flatten().tolist())
        self.assertEqual(y.max().item(), factor)
        rows, factor = layer.eval().kept_rows(5)
        self.assertEqual((rows.tolist(), factor), ([0, 1, 2, 3, 4], 1))

    def test_compile(self):
        model = nn.Sequential(nn.Linear(8, 16), dt.Dropout(0.5, 1), nn.Linear(16, 4), dt.DropPath(0.2, 2))
        compiled = torch.compile(copy.deepcopy(model), backend="aot_eager", fullgraph=True)
        x = some(6, 8)
        with torch._dynamo.config.patch(error_on_recompile=True):  # a step is no reason to compile again
            for _ in range(4):
                self.assertTrue(torch.equal(model(x), compiled(x)))
                dt.advance(model)
                dt.advance(compiled)

    def test_recomputation(self):
        """A checkpoint's second forward pass draws the same masks."""
        block = nn.Sequential(nn.Linear(8, 8), dt.Dropout(0.5, 1), nn.Linear(8, 8), dt.FeatureDropout(0.5, 2))
        plain, recomputed = some(6, 8).requires_grad_(), some(6, 8).requires_grad_()
        for _ in range(3):
            block(plain).sum().backward()
            checkpoint(block, recomputed, use_reentrant=False).sum().backward()
            self.assertTrue(torch.equal(plain.grad, recomputed.grad))
            dt.advance(block)

    def test_resumes(self):
        def run(model, optimizer, steps):
            for step in range(steps):
                optimizer.zero_grad()
                model(some(6, 8)).square().sum().backward()
                optimizer.step()
                dt.advance(model)

        def made():
            torch.manual_seed(0)
            model = nn.Sequential(nn.Linear(8, 8), dt.Dropout(0.5, 1), nn.Linear(8, 8), dt.DropPath(0.3, 2))
            return model, torch.optim.SGD(model.parameters(), 0.01)
        whole, optimizer = made()
        run(whole, optimizer, 6)
        first, optimizer = made()
        run(first, optimizer, 3)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "state.pt"
            torch.save(first.state_dict(), path)
            second, optimizer = made()
            second.load_state_dict(torch.load(path, weights_only=True))
        run(second, optimizer, 3)
        for name, value in whole.state_dict().items():
            self.assertTrue(torch.equal(value, second.state_dict()[name]), name)

    def test_another_key_is_refused(self):
        with self.assertRaisesRegex(droplet.Error, r"key, place and first \[1, .* the layer \[2, .*other masks"):
            dt.Dropout(0.5, 2).load_state_dict(dt.Dropout(0.5, 1).state_dict())
        dt.Dropout(0.5, 2).load_state_dict({})  # weights of a model that counted no steps

    def test_convert(self):
        model = nn.Sequential(nn.Dropout(0.5), nn.Sequential(nn.Dropout2d(0.1), nn.Dropout(0.0)), nn.AlphaDropout(0.2)).eval()
        made = dt.convert(model, 9)
        self.assertEqual([type(layer) for layer in made.modules() if isinstance(layer, dt._Keyed)],
                         [dt.Dropout, dt.FeatureDropout, dt.AlphaDropout])
        self.assertEqual([layer.key % 2**64 for layer in made.modules() if isinstance(layer, dt._Keyed)],
                         [droplet.fold_in(9, n) for n in range(3)])
        self.assertFalse(made[0].training)

    def test_examples(self):
        failed, tried = doctest.testmod(dt)
        self.assertEqual(failed, 0)
        self.assertGreater(tried, 4)


def rank(number, port, results):
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
    torch.set_num_threads(1)
    torch.distributed.init_process_group("gloo", rank=number, world_size=2)
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(8, 64), dt.Dropout(0.5, key=droplet.fold_in(7, number)), nn.Linear(64, 2))
    parallel = nn.parallel.DistributedDataParallel(model)
    optimizer, masks = torch.optim.SGD(model.parameters(), 0.01), []
    for _ in range(3):
        masks.append(model[1].mask.key)
        optimizer.zero_grad()
        parallel(some(4, 8)).sum().backward()
        optimizer.step()
        dt.advance(model)
    results[number] = (masks, model[0].weight.sum().item())
    torch.distributed.destroy_process_group()


def setUpModule():
    """Before this process has an autograd whose threads a fork would miss. What is forked imports nothing again."""
    with multiprocessing.Manager() as manager:
        results, port = manager.dict(), 20000 + os.getpid() % 20000
        multiprocessing.start_processes(rank, (port, results), nprocs=2,
                                        start_method="fork" if sys.platform == "linux" else "spawn")
        Ranks.results = dict(results)


class Ranks(unittest.TestCase):
    def test_ddp(self):
        """A key folded with the rank: the masks differ from rank to rank, and are those that the keys say."""
        (first, weights), (second, same_weights) = self.results[0], self.results[1]
        for number, masks in enumerate((first, second)):
            self.assertEqual(masks, [droplet.fold_in(droplet.fold_in(7, number), step) for step in range(3)])
        self.assertEqual(weights, same_weights)


if __name__ == "__main__":
    torch.set_num_threads(1)
    unittest.main()
