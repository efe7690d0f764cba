# SPDX-License-Identifier: MIT
"""Rows by a list, and joins, which take no descriptor, against what others write, on Droplet's own lists and bits."""
import ctypes

import torch

import droplet
import inputs
from comparison import differ


def dinov2_add(x, branch, kept, factor):
    """dinov2/layers/block.py, drop_add_residual_stochastic_depth: what follows the branch on the subset."""
    return torch.index_add(x, 0, kept, branch, alpha=factor)


def dinov2_add_in_two_steps(x, branch, kept, factor):
    """The same with the product rounded before it is added: PyTorch's loop over alpha may fuse the two."""
    return torch.index_add(x, 0, kept, branch * factor)


def timm_patch_dropout(x, kept):
    """timm/layers/patch_dropout.py, of tokens as rows, in order: the rest is left out, and nothing scaled."""
    return x.gather(0, kept[:, None].expand(-1, x.shape[1]))


def fractal_join(inputs_of_join, kept):
    """FractalNet's join (Larsson 2017, 3.1): the mean of the inputs that survive, (inputs, samples, row)."""
    kept = kept.unsqueeze(-1)
    total = torch.zeros_like(inputs_of_join[0])
    for x, survives in zip(inputs_of_join, kept):
        total = torch.where(survives, total + x, total)
    return total / kept.sum(0)


def sampled(library, rows, count):
    kept, n, factor = torch.empty(rows, dtype=torch.int32), torch.empty(1, dtype=torch.int64), droplet.Scale()
    library.must("sample_rows", 42, rows, count, kept, n, ctypes.byref(factor), ctypes.c_uint8(0))
    value = torch.tensor(factor.bits, dtype=torch.int32).view(torch.float32).item()
    return kept[:n.item()].contiguous(), factor, value


class Lists:
    def __init__(self, comparison, dtype):
        self.comparison, self.dtype = comparison, dtype
        random = torch.Generator().manual_seed(7)
        self.rows, self.length = 64, 1056
        n = self.rows * self.length
        self.x, self.residual = (inputs.mixed(dtype, n, random).view(self.rows, -1) for _ in range(2))
        self.branches = torch.randn(4, self.rows, self.length, generator=random).to(dtype)

    def call(self, name, *arguments, like=None):
        like = self.x if like is None else like
        y = self.comparison.library.run(name, *arguments, like=like)
        return self.comparison.change(y.view(1, *y.shape)).view(y.shape)

    def equal(self, what, y, expected):
        self.comparison.expect(f"{self.dtype}, {what}", differ(y, expected), y, expected)
        self.comparison.elements += y.numel()

    def rows_of_a_list(self, count):
        """Each product and each sum is rounded to float, and at last to the type. Returns how many kept elements
        DINOv2's own gives otherwise."""
        kept, factor, value = sampled(self.comparison.library, self.rows, count)
        index, shape = kept.long(), droplet.Rows(rows=self.rows, row_length=self.length)
        taken = self.x[index]
        y = self.call("gather_rows", kept, count, self.x, None, shape, droplet.Scale(bits=0x3F800000), like=taken)
        self.equal(f"PatchDropout, {count} rows", y, timm_patch_dropout(self.x, index))
        y = self.call("scatter_add_rows", kept, count, self.residual, taken, None, shape, factor)
        wide = self.residual.float(), taken.float(), index, value
        self.equal(f"DINOv2's residual, {count} rows", y, dinov2_add_in_two_steps(*wide).to(self.dtype))
        own = dinov2_add(*wide).to(self.dtype)
        return int((differ(y, own) & ~(y.isnan() | own.isnan())).sum())

    def joins(self, p):
        """Where the count is no power of two Droplet multiplies by float(1 / count), PyTorch divides: one bit."""
        columns = len(self.branches)
        mask = self.comparison.mask(p)
        joins = droplet.Joins(samples=self.rows, joins=1, inputs=columns)
        bits = torch.empty(-(-self.rows * columns // 8), dtype=torch.uint8)
        self.comparison.library.must("fractal_mask", mask, joins, bits)
        kept = droplet.elements_of(bits, self.rows * columns).view(self.rows, columns).T
        pointers = (ctypes.c_void_p * columns)(*(x.data_ptr() for x in self.branches))
        y = self.call("fractal_join", bits, pointers, None, joins, 0, self.length)
        expected = fractal_join(self.branches.float(), kept)
        exact = (kept.sum(0) != 3)[:, None]
        self.equal(f"joins, p = {p:g}", y, torch.where(exact, expected.to(self.dtype), y))
        near = (y.float() - expected).abs() <= torch.finfo(self.dtype).eps * expected.abs()
        self.comparison.expect(f"{self.dtype}, joins of three, p = {p:g}", ~near, y, expected)


def compare(comparison, dtype):
    lists = Lists(comparison, dtype)
    counts = 1, 17, 48, 63, 64
    fused = sum(lists.rows_of_a_list(count) for count in counts)
    for p in (0., 0.15, 0.5, 0.9):
        lists.joins(p)
    print(f"{str(dtype).split('.')[1]} rows of a list, joins: DINOv2's own, fused, gives {fused:,} of "
          f"{sum(counts) * lists.length:,} kept elements otherwise")
