# SPDX-License-Identifier: MIT
"""Droplet's C interface, on PyTorch's tensors."""
import ctypes
from ctypes import c_bool, c_double, c_float, c_int, c_size_t, c_uint8, c_uint16, c_uint32, c_uint64, c_void_p

import torch

SUFFIX = {torch.float32: "", torch.float16: "_f16", torch.bfloat16: "_bf16"}


def struct(**fields):
    return type("Struct", (ctypes.Structure,), {"_fields_": list(fields.items())})


Rate = struct(fraction=c_uint32, digits=c_uint16, format=c_uint8, reserved=c_uint8, scale=c_float)
Mask = struct(rate=Rate, mode=c_uint8, reserved=c_uint8 * 3, key=c_uint64, first=c_uint64)
Rows = struct(rows=c_size_t, row_length=c_size_t, x_pitch=c_size_t, residual_pitch=c_size_t, y_pitch=c_size_t)
Pitch = struct(sample=c_size_t, channel=c_size_t, position=c_size_t)
Features = struct(samples=c_size_t, channels=c_size_t, inner=c_size_t, layout=c_uint8, x=Pitch, y=Pitch)
Joins = struct(samples=c_size_t, joins=c_size_t, inputs=c_size_t, path=c_uint8)
Tensor = struct(dimensions=c_size_t, size=c_size_t * 4, noise=c_size_t * 4)
Blocks = struct(samples=c_size_t, channels=c_size_t, height=c_size_t, width=c_size_t, block=c_size_t)
Scale = struct(bits=c_uint32)
PathOptions = struct(batch=c_bool, unscaled=c_bool)
CHANNELS_LAST = 1


class Library:
    """The functions of tests/parity/functions.c."""
    def __init__(self, path):
        self.find = ctypes.CDLL(path).parity_function
        self.find.restype = c_void_p
        self.isa = self.function("isa_name", ctypes.c_char_p)().decode()

    def function(self, name, result=c_int):
        return ctypes.CFUNCTYPE(result)(self.find(name.encode()))

    def mask(self, p, key, first):
        return Mask(rate=self.function("rate", Rate)(c_double(p)), key=key, first=first)

    def fill_mask(self, mask, n):
        """Its bytes."""
        bits = torch.empty(-(-n // 8), dtype=torch.uint8)
        self.must("fill_mask", mask, bits, n)
        return bits

    def must(self, name, *arguments):
        """Descriptors go by pointer and shapes by value, as they are declared."""
        status = self.function(name)(*map(argument, arguments))
        if status != 0:
            raise RuntimeError(f"droplet_{name} returns {status}")

    def run(self, name, descriptor, *arguments, like):
        """A call whose y, here None, is new, like `like`."""
        y = torch.full_like(like, -7)
        self.must(name + SUFFIX[like.dtype], descriptor, *(y if a is None else a for a in arguments))
        return y


def argument(value):
    if isinstance(value, torch.Tensor):
        assert value.is_contiguous()
        return c_void_p(value.data_ptr())
    if isinstance(value, (Mask, Rate)):
        return ctypes.byref(value)
    return c_size_t(value) if isinstance(value, int) else value


NULL = c_void_p(None)


def elements_of(bits, n):
    """The mask's bytes as n booleans."""
    return (bits[:, None] >> torch.arange(8) & 1).flatten()[:n].bool()
