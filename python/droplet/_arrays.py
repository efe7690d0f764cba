# SPDX-License-Identifier: MIT
"""How numpy's arrays are passed: their types, their pitches, and where nothing else does, a copy."""
from math import prod

import numpy

from ._library import FLOATING, INTEGERS
from ._mask import Error, describe, integer

TYPES = (*FLOATING, *INTEGERS)


def typed(array, name, types=TYPES):
    """The name of the array's type, which an operation must have."""
    if not isinstance(array, numpy.ndarray):
        raise TypeError(f"{name} is a {type(array).__name__}: give a numpy array")
    kind = array.dtype.name
    if kind not in types or not array.dtype.isnative:
        raise TypeError(f"{name} has dtype {array.dtype}: give {', '.join(types[:-1])} or {types[-1]}")
    return kind


def like(array, x, name):
    """Checks a second input against x."""
    if not isinstance(array, numpy.ndarray) or array.dtype != x.dtype or array.shape != x.shape:
        raise Error(f"{name} is {_told(array)}: give an array of x's shape {x.shape} and dtype {x.dtype}")
    return array


def output(out, shape, dtype):
    if out is None:
        return numpy.empty(shape, dtype)
    if not isinstance(out, numpy.ndarray) or out.dtype != dtype or out.shape != tuple(shape):
        raise Error(f"out is {_told(out)}: give an array of shape {tuple(shape)} and dtype {dtype}")
    if not out.flags.writeable:
        raise Error("out is read-only: give an array that may be written")
    return out


def _told(value):
    if isinstance(value, numpy.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    return f"a {type(value).__name__}"


def address(array):
    return array.__array_interface__["data"][0]


def is_dense(array):
    return array.flags.c_contiguous


def pitch(array, split):
    """The distance, in elements, between rows: what `split` leading axes count, each of them dense. None where
    the array is no such matrix."""
    shape, strides, itemsize = array.shape, array.strides, array.itemsize
    if array.size == 0:
        return prod(shape[split:])
    expected = itemsize
    for axis in range(array.ndim - 1, split - 1, -1):
        if shape[axis] != 1 and strides[axis] != expected:
            return None
        expected *= shape[axis]
    length, step = expected // itemsize, None
    for axis in range(split - 1, -1, -1):
        if shape[axis] == 1:
            continue
        if step is None:
            step = first = strides[axis]
        elif strides[axis] != step:
            return None
        step *= shape[axis]
    if step is None:
        return length
    if first % itemsize or first < length * itemsize:
        return None
    return first // itemsize


def stride(array, axis):
    """The distance, in elements, along an axis; None where it is no number of elements above 0."""
    if array.shape[axis] == 1:
        return 0
    distance = array.strides[axis]
    return None if distance <= 0 or distance % array.itemsize else distance // array.itemsize


class Written:
    """Where an operation writes: `out` itself, or where that cannot be, a copy that `done` puts into it."""

    def __init__(self, out, fits):
        self.out = out
        self.array = out if fits else numpy.empty(out.shape, out.dtype)

    def done(self):
        if self.array is not self.out:
            self.out[...] = self.array
        return self.out


def packed(bits, n, name="bits"):
    """The bytes of a stored mask of n elements, 1 bit each, element 0 the lowest of the first."""
    if (not isinstance(bits, numpy.ndarray) or bits.dtype != numpy.uint8 or not is_dense(bits)
            or bits.size < -(-n // 8)):
        raise Error(f"{name} is {_told(bits)}: give a dense array of uint8 of at least {-(-n // 8)} bytes, 1 bit an element")
    return bits


def must(name, status, **told):
    if status:
        told = "".join(f", {key} = {value!r}" for key, value in told.items())
        raise Error(f"{name}: {describe(status)}{told}")


def zero_point(value, kind):
    if kind == "int16" and value != 0:
        raise Error(f"zero_point is {value!r}: of int16 it is 0")
    least, most = numpy.iinfo(kind).min, numpy.iinfo(kind).max
    return integer(value, "zero_point", int(most), int(least))
