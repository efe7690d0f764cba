# SPDX-License-Identifier: MIT
"""DropBlock as timm and torchvision have it, on the seeds that Droplet draws: what is kept, its scale, and the gradient,
in float32, of blocks that a plane holds: which elements are 0 exactly, others to 2^-22, as in PyTorch n / sum is n times the
reciprocal, whose last bit may differ. Where else they differ is not compared:

timm          counts the places of a block by its size before it is clipped to the plane, and takes an even one
scale         both add an epsilon to the sum, 1e-7 or 1e-6, which a float of 32 and more does not feel; torchvision sums in
              the tensor's type, timm rounds the scale to it: in half and bfloat16 both are other numbers
"""
from ctypes import c_double, c_uint64

import torch
import torch.nn.functional as F
from torch.utils._python_dispatch import TorchDispatchMode

import droplet

aten = torch.ops.aten
SHAPE = (4, 8, 14, 15)


class GivenSeeds(TorchDispatchMode):
    """Instead of what a framework draws: by bernoulli_ a 1 for a seed, in the places where a block fits, or by rand_like
    a number that is below the rate for a seed."""
    def __init__(self, rate, kept, reach):
        super().__init__()
        self.rate, self.kept, self.reach = rate, kept, reach

    def __torch_dispatch__(self, function, types, arguments=(), keywords=None):
        if function is aten.bernoulli_.float:
            noise, rate, *_ = *arguments, 0.5  # a default is not passed on
            assert abs(rate - self.rate) <= 1e-11, (rate, self.rate)  # Droplet's is a multiple of 2^-44
            height, width = self.kept.shape[2:]
            return noise.copy_(~self.kept[..., self.reach:height - self.reach, self.reach:width - self.reach])
        if function is aten.rand_like.default:
            return self.kept.to(arguments[0].dtype)
        return function(*arguments, **(keywords or {}))


def pooled(x, p, block_size):
    """Both, for who has neither installed: the maximum over a block's square of seeds, in the places where one fits."""
    height, width = x.shape[2:]
    places = (height - block_size + 1, width - block_size + 1)
    seeds = torch.empty(*x.shape[:2], *places).bernoulli_(p * height * width / block_size ** 2 / (places[0] * places[1]))
    kept = 1 - F.max_pool2d(F.pad(seeds, [block_size - 1] * 4), block_size, stride=1)
    return x * kept * (kept.numel() / (kept.sum() + 1e-6))


FORMULAS = {"by max_pool2d": pooled}
try:
    import timm
    FORMULAS["timm"] = lambda x, p, block_size: timm.layers.drop_block_2d(x, p, block_size)
except (ImportError, RuntimeError):
    pass
try:
    import torchvision
    FORMULAS["torchvision"] = torchvision.ops.drop_block2d
except (ImportError, RuntimeError):
    pass


def differ(a, b):
    """Beyond the last bits of a scale and a product. Both zeros are one: a negative times 0 is -0."""
    return (a - b).abs() > 2 ** -22 * a.abs()


def compare(comparison, p, block):
    """`comparison` counts what is wrong."""
    library, random, n = comparison.library, torch.Generator().manual_seed(3), torch.Size(SHAPE).numel()
    x, grad_y = (torch.randn(SHAPE, generator=random) for _ in range(2))
    blocks = droplet.Blocks(**dict(zip(("samples", "channels", "height", "width"), SHAPE)), block=block)
    mask = comparison.mask(p)
    mask.rate = library.function("drop_block_rate", droplet.Rate)(c_double(p), blocks)
    bits, count = torch.empty(-(-n // 8), dtype=torch.uint8), torch.zeros(1, dtype=torch.int64)
    library.must("drop_block_mask", mask, blocks, bits, count)
    factor = library.function("mask_scale", droplet.Scale)(c_uint64(n), c_uint64(count.item()))
    scale = torch.tensor([factor.bits], dtype=torch.int32).view(torch.float32)
    y, grad_x = (comparison.call("apply_mask_by", factor, bits, of, None, n) for of in (x, grad_y))

    kept = droplet.elements_of(library.fill_mask(mask, n), n).view(SHAPE)
    rate = 1 - (mask.rate.digits * 2 ** 32 + mask.rate.fraction) / 2 ** 44
    for name, formula in FORMULAS.items():
        leaf = x.clone().requires_grad_()
        with GivenSeeds(rate, kept, block // 2):
            expected = formula(leaf, p, block)
            gradient = torch.autograd.grad(expected, leaf, grad_y)[0]
        what = f"drop_block, {name}, p = {p:g}, block {block}"
        expected = expected.detach()
        selected = torch.where(expected != 0, x * scale, torch.zeros(()))
        comparison.expect(f"{what}, by Droplet's scale", y != selected, y, selected)
        comparison.expect(what, differ(y, expected), y, expected)
        comparison.expect(f"{what}, gradient", differ(grad_x, gradient), grad_x, gradient)
        comparison.elements += 2 * n
