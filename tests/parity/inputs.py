# SPDX-License-Identifier: MIT
"""What the operations are given: every 16-bit number, special values, numbers of any exponent, normal ones."""
import types

import torch

import droplet

SHAPE = (64, 32, 33)  # more elements than 2^16, and no multiple of a block or a byte
BITS = {torch.float32: torch.int32, torch.float16: torch.int16, torch.bfloat16: torch.int16}


class Tensors(types.SimpleNamespace):
    def having(self, **others):
        return Tensors(**{**vars(self), **others})

    def to(self, dtype):
        return Tensors(**{name: t.to(dtype) if isinstance(t, torch.Tensor) and t.is_floating_point() else t
                          for name, t in vars(self).items()})


def specials(dtype):
    info = torch.finfo(dtype)
    tiny = info.smallest_normal
    magnitudes = [0., float("inf"), float("nan"), tiny * info.eps, tiny * (1 - info.eps), tiny, info.max,
                  info.max / 1.5, 1.]
    return torch.tensor([sign * m for m in magnitudes for sign in (1, -1)], dtype=torch.float64).to(dtype)


def mixed(dtype, n, random):
    """A third each of specials, of any bits, of normal numbers, in any order."""
    bits, width = BITS[dtype], torch.finfo(dtype).bits
    any_bits = torch.randint(-2 ** (width - 1), 2 ** (width - 1), (n // 3,), generator=random).to(bits).view(dtype)
    normal = torch.randn(n - 2 * (n // 3), generator=random).to(dtype)
    values = specials(dtype)
    special = values[torch.randint(len(values), (n // 3,), generator=random)]
    return torch.cat([any_bits, normal, special])[torch.randperm(n, generator=random)]


def every_number(dtype, n, random):
    numbers = torch.arange(-2 ** 15, 2 ** 15).to(torch.int16).view(dtype)
    return torch.cat([numbers, mixed(dtype, n - len(numbers), random)])[torch.randperm(n, generator=random)]


def make(dtype):
    random = torch.Generator().manual_seed(42)
    n = torch.Size(SHAPE).numel()
    x = mixed(dtype, n, random) if dtype == torch.float32 else every_number(dtype, n, random)
    return Tensors(
        x=x.view(SHAPE), residual=mixed(dtype, n, random).view(SHAPE), grad_y=mixed(dtype, n, random).view(SHAPE),
        bias=torch.randn(SHAPE[-1], generator=random).to(dtype), grad_bias=droplet.NULL,
        own_bits=torch.randint(256, (n // 8 + 1,), generator=random).to(torch.uint8))
