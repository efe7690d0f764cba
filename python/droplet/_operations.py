# SPDX-License-Identifier: MIT
"""The operations, on numpy's arrays. Each returns what it wrote: `out`, which may be x, or a new array."""
import ctypes
from math import prod

import numpy

from . import _library
from ._arrays import (TYPES, Written, address, is_dense, like, must, output, packed, pitch, stride, typed, zero_point)
from ._library import FLOATING, INTEGERS, functions
from ._mask import MODES, Cursor, Error, Mask, Rate, drop_probability, integer, of_mask, of_rate

_FLOATS = tuple(FLOATING)
_NARROW = ("float32", "float16", "bfloat16", "int8", "int16")


def _quantization(kind, zero, unscaled):
    """The argument that functions on integers have besides, as a list."""
    if kind in INTEGERS:
        return [_library.Quantization(zero_point(zero, kind), bool(unscaled))]
    if zero or unscaled:
        raise Error(f"zero_point is {zero!r}, unscaled {unscaled!r}: x is {kind}, and both are of integers")
    return []


def _zero(kind, zero):
    if kind in INTEGERS:
        return [zero_point(zero, kind)]
    if zero:
        raise Error(f"zero_point is {zero!r}: x is {kind}, and it is of integers")
    return []


def _elementwise(name, mask, x, out, types, *after, extra=None):
    """y = operation(x), by elements in C's order."""
    kind = typed(x, "x", types)
    written, x = _dense(x, out)
    extra = [] if extra is None else extra(kind)
    must(name, functions[name, kind](mask, address(x), address(written.array), x.size, *after, *extra))
    return written.done()


def _dense(x, out):
    """Where a dense y is written, and x, dense."""
    out = output(out, x.shape, x.dtype)
    return Written(out, is_dense(out)), x if is_dense(x) else numpy.ascontiguousarray(x)


def mask(mask, shape):
    """What is kept, as booleans of this shape (an integer, or a tuple), in C's order.

    >>> mask(Mask(0.5, key=42).at(6), 6)
    array([ True, False,  True, False, False,  True])
    """
    shape = (shape,) if hasattr(shape, "__index__") else tuple(shape)
    n = prod(integer(size, "shape") for size in shape)
    return unpacked(fill_mask(mask, n), shape)


def unpacked(bits, shape):
    """The booleans of a stored mask's bytes."""
    shape = (shape,) if hasattr(shape, "__index__") else tuple(shape)
    n = prod(shape)
    return numpy.unpackbits(packed(bits, n), count=n, bitorder="little").view(bool).reshape(shape)


def fill_mask(mask, n, *, out=None):
    """The mask of n elements as the device stores it: ceil(n / 8) bytes, element 0 the lowest bit of the first.

    >>> fill_mask(Mask(0.5, key=42).at(6), 6)
    array([37], dtype=uint8)
    """
    n = integer(n, "n")
    bits = numpy.empty(-(-n // 8), numpy.uint8) if out is None else packed(out, n, "out")
    must("fill_mask", functions["fill_mask"](of_mask(mask)._address, address(bits), n), n=n)
    return bits


def and_mask(mask, bits, n):
    """Drops from a stored mask too, in place, so that one serves the gradient of a clip and of dropout."""
    n = integer(n, "n")
    must("and_mask", functions["and_mask"](of_mask(mask)._address, address(packed(bits, n)), n), n=n)
    return bits


def dropout(mask, x, *, out=None, bits=None, zero_point=0, unscaled=False):
    """Kept elements times 1 / keep, dropped ones 0, of integers `zero_point`. Backward is the same call on the gradient.

    x     of any shape: elements are decided in C's order. Matrices whose rows have a pitch are not copied
    bits  a uint8 array that gets the mask as well, 1 bit an element
    zero_point, unscaled  of integers: what stands for 0; whether kept ones stay as they are (see Rate.tensor_scale)

    >>> dropout(Mask(0.5, key=42).at(6), numpy.arange(1, 7, dtype="float32"))
    array([ 2.,  0.,  6.,  0.,  0., 12.], dtype=float32)
    """
    if type(x) is numpy.ndarray and not x.flags.c_contiguous and out is not None and x.dtype.name in FLOATING:
        rows = _pitched_dropout(mask, x, out, bits)
        if rows is not None:
            return rows
    stored = None if bits is None else address(packed(bits, x.size))
    kind = typed(x, "x")
    written, x = _dense(x, out)
    must("dropout", functions["dropout", kind](
        of_mask(mask)._address, address(x), address(written.array), x.size, *_quantization(kind, zero_point, unscaled), stored))
    return written.done()


def _pitched_dropout(mask, x, out, bits):
    """By the tile that is all of the matrix, where both x and out are rows at some pitch."""
    output(out, x.shape, x.dtype)
    for split in range(x.ndim - 1, 0, -1):
        pitches = pitch(x, split), pitch(out, split)
        if None not in pitches and x.size:
            length = prod(x.shape[split:])
            tile = _library.Tile(x.size // length, length, 0, *pitches)
            stored = None if bits is None else address(packed(bits, x.size))
            must("dropout", functions["dropout_tile", x.dtype.name](
                of_mask(mask)._address, address(x), address(out), tile, stored))
            return out
    return None


def dropout_tile(mask, x, mask_pitch, *, out=None, bits=None):
    """What dropout of a larger matrix, whose rows have `mask_pitch` elements, gives on a tile of it, the matrix x.
    The mask's `first` is the tile's first element in it.

    >>> whole = numpy.ones((4, 6), "float32")
    >>> layer = Mask(0.5, key=1)
    >>> tile = dropout_tile(layer.with_first(1 * 6 + 2), whole[1:3, 2:5], 6)
    >>> numpy.array_equal(tile, dropout(layer, whole)[1:3, 2:5])
    True
    """
    kind = typed(x, "x", _FLOATS)
    if x.ndim != 2:
        raise Error(f"x has {x.ndim} axes: give a matrix")
    out = output(out, x.shape, x.dtype)
    x, x_pitch = (x, pitch(x, 1)) if pitch(x, 1) is not None else (numpy.ascontiguousarray(x), x.shape[1])
    written = Written(out, pitch(out, 1) is not None)
    tile = _library.Tile(*x.shape, integer(mask_pitch, "mask_pitch"), x_pitch, pitch(written.array, 1))
    stored = None if bits is None else address(packed(bits, x.size))
    must("dropout_tile", functions["dropout_tile", kind](
        of_mask(mask)._address, address(x), address(written.array), tile, stored), mask_pitch=mask_pitch)
    return written.done()


def _matrix(array, split):
    """The array, or a dense copy, and its pitch."""
    distance = pitch(array, split)
    return (array, distance) if distance is not None else (numpy.ascontiguousarray(array), prod(array.shape[split:]))


def _written_rows(out, split):
    written = Written(out, pitch(out, split) is not None)
    return written, pitch(written.array, split)


def bias_dropout_add(mask, x, bias=None, residual=None, *, out=None):
    """residual + dropout(x + bias), the bias along the last axis.

    >>> x = numpy.ones((2, 2), "float32")
    >>> bias_dropout_add(Mask(0, key=1), x, numpy.float32([1, 2]), x)
    array([[3., 4.],
           [3., 4.]], dtype=float32)
    """
    kind = typed(x, "x", _FLOATS)
    if x.ndim == 0:
        raise Error("x has no axes: give an array of rows")
    split, length = x.ndim - 1, x.shape[-1]
    out = output(out, x.shape, x.dtype)
    where = None
    if bias is not None:
        if not isinstance(bias, numpy.ndarray) or bias.dtype != x.dtype or bias.shape != (length,):
            raise Error(f"bias is {bias!r}: give an array of shape {(length,)} and x's dtype {x.dtype}")
        bias = numpy.ascontiguousarray(bias)
        where = address(bias)
    x, x_pitch = _matrix(x, split)
    residual_pitch, residual_where = 0, None
    if residual is not None:
        residual, residual_pitch = _matrix(like(residual, x, "residual"), split)
        residual_where = address(residual)
    written, y_pitch = _written_rows(out, split)
    rows = _library.Rows(prod(x.shape[:-1]), length, x_pitch, residual_pitch, y_pitch)
    must("bias_dropout_add", functions["bias_dropout_add", kind](
        of_mask(mask)._address, address(x), where, residual_where, address(written.array), rows))
    return written.done()


def bias_dropout_add_backward(mask, grad_y, *, out=None):
    """The gradients of x and of the bias, the latter in float32, of bias_dropout_add's y.

    >>> bias_dropout_add_backward(Mask(0, key=1), numpy.ones((3, 2), "float32"))[1]
    array([3., 3.], dtype=float32)
    """
    kind = typed(grad_y, "grad_y", _FLOATS)
    if grad_y.ndim == 0:
        raise Error("grad_y has no axes: give an array of rows")
    split, length = grad_y.ndim - 1, grad_y.shape[-1]
    out = output(out, grad_y.shape, grad_y.dtype)
    grad_y, x_pitch = _matrix(grad_y, split)
    written, y_pitch = _written_rows(out, split)
    grad_bias = numpy.zeros(length, numpy.float32)
    rows = _library.Rows(prod(grad_y.shape[:-1]), length, x_pitch, 0, y_pitch)
    must("bias_dropout_add_backward", functions["bias_dropout_add_backward", kind](
        of_mask(mask)._address, address(grad_y), address(written.array), address(grad_bias), rows))
    return written.done(), grad_bias


def relu_dropout(mask, x, *, out=None):
    """Relu, then dropout.

    >>> relu_dropout(Mask(0, key=1), numpy.float32([-1, 2]))
    array([0., 2.], dtype=float32)
    """
    return _elementwise("relu_dropout", of_mask(mask)._address, x, out, _FLOATS)


def relu_dropout_backward(mask, grad_y, y, *, out=None):
    """The gradient of relu_dropout from its output alone: nothing is drawn.

    >>> relu_dropout_backward(Mask(0.5, key=1), numpy.float32([1, 1]), numpy.float32([0, 6]))
    array([0., 2.], dtype=float32)
    """
    kind = typed(grad_y, "grad_y", _FLOATS)
    y = numpy.ascontiguousarray(like(y, grad_y, "y"))
    written, grad_y = _dense(grad_y, out)
    must("relu_dropout_backward", functions["relu_dropout_backward", kind](
        of_mask(mask)._address, address(grad_y), address(y), address(written.array), y.size))
    return written.done()


def apply_mask(rate, bits, x, *, out=None, zero_point=0, unscaled=False):
    """A stored mask, or your own, applied: kept elements times the scale of `rate` (a Rate, a Mask, or a drop probability).

    >>> apply_mask(0.5, numpy.uint8([0b101]), numpy.float32([1, 2, 3]))
    array([2., 0., 6.], dtype=float32)
    """
    rate = of_rate(rate)
    return _stored("apply_mask", rate._address, bits, x, out,
                   lambda kind: _quantization(kind, zero_point, unscaled))


def apply_mask_by(factor, bits, x, *, out=None, zero_point=0):
    """The same by a factor of your own, a float from 1 to 2^44.

    >>> apply_mask_by(4, numpy.uint8([0b101]), numpy.float32([1, 2, 3]))
    array([ 4.,  0., 12.], dtype=float32)
    """
    return _stored("apply_mask_by", _scale(factor), bits, x, out, lambda kind: _zero(kind, zero_point))


def _stored(name, how, bits, x, out, extra, *after):
    kind = typed(x, "x")
    bits = address(packed(bits, x.size))
    written, x = _dense(x, out)
    must(name, functions[name, kind](how, bits, address(x), address(written.array), x.size, *after, *extra(kind)))
    return written.done()


def _scale(factor):
    try:
        number = numpy.float32(factor)
    except (TypeError, ValueError):
        number = numpy.float32(0)
    if not 1 <= number <= 2.0**44:
        raise Error(f"factor is {factor!r}: give a float from 1 to 2^44")
    return _library.Scale(int(number.view(numpy.uint32)))


def _factor(scale):
    return float(numpy.uint32(scale.bits).view(numpy.float32))


def dropout_next(cursor, x, *, out=None, zero_point=0, unscaled=False):
    """The next x.size elements of one mask (Cursor). Backward: a second cursor.

    >>> cursor, x = Cursor(Mask(0.5, key=42).at(6)), numpy.ones(3, "float32")
    >>> dropout_next(cursor, x), dropout_next(cursor, x)
    (array([2., 0., 2.], dtype=float32), array([0., 0., 2.], dtype=float32))
    """
    if not isinstance(cursor, Cursor):
        raise TypeError(f"cursor is a {type(cursor).__name__}: give a droplet.Cursor")
    return _elementwise("dropout_next", cursor._address, x, out, TYPES,
                        extra=lambda kind: _quantization(kind, zero_point, unscaled))


def _share(index, count):
    if count not in (1, 2, 4, 8):
        raise Error(f"count is {count!r}: give 1, 2, 4 or 8")
    return _library.Share(integer(index, "index", count - 1), count)


def _check_shared(out, x):
    if out is None or not is_dense(output(out, x.shape, x.dtype)):
        raise Error("out is not dense, and a share of it is written: give a dense array")


def dropout_share(mask, x, index, count, *, out, bits=None, zero_point=0, unscaled=False):
    """What core `index` of `count` (1, 2, 4 or 8) does of dropout: the rest of `out` stays as it is."""
    kind = typed(x, "x")
    stored = None if bits is None else address(packed(bits, x.size))
    _check_shared(out, x)
    x = numpy.ascontiguousarray(x)
    must("dropout_share", functions["dropout_share", kind](
        of_mask(mask)._address, address(x), address(out), x.size, _share(index, count),
        *_quantization(kind, zero_point, unscaled), stored), first=mask.first)
    return out


def fill_mask_share(mask, bits, n, index, count):
    """What core `index` of `count` does of fill_mask, into `bits`."""
    n = integer(n, "n")
    must("fill_mask_share", functions["fill_mask_share"](
        of_mask(mask)._address, address(packed(bits, n)), n, _share(index, count)), first=mask.first)
    return bits


def apply_mask_share(rate, bits, x, index, count, *, out, zero_point=0, unscaled=False):
    """What core `index` of `count` does of apply_mask: the rest of `out` stays as it is."""
    _check_shared(out, x)
    rate = of_rate(rate)
    return _stored("apply_mask_share", rate._address, bits, x, out,
                   lambda kind: _quantization(kind, zero_point, unscaled), _share(index, count))


def _rows_of(x, name="x"):
    if x.ndim == 0:
        raise Error(f"{name} has no axes: give an array of rows")
    return x.shape[0], prod(x.shape[1:])


def drop_path(mask, x, *, out=None, batch=False, scale_by_keep=True, zero_point=0):
    """Rows, the first axis, survive whole, times 1 / keep, or become 0: a decision a row (timm), or with `batch` one for
    all (torchvision's mode="batch"). Backward is the same call on the gradient.

    >>> drop_path(Mask(0.5, key=42).at(6), numpy.ones((3, 2), "float32"))
    array([[2., 2.],
           [0., 0.],
           [2., 2.]], dtype=float32)
    """
    kind = typed(x, "x")
    count, length = _rows_of(x)
    out = output(out, x.shape, x.dtype)
    x, x_pitch = _matrix(x, 1)
    written, y_pitch = _written_rows(out, 1)
    must("drop_path", functions["drop_path", kind](
        of_mask(mask)._address, address(x), address(written.array), _library.Rows(count, length, x_pitch, 0, y_pitch),
        _library.PathOptions(bool(batch), not scale_by_keep), *_zero(kind, zero_point)))
    return written.done()


def drop_path_add(mask, residual, branch, *, out=None, batch=False, scale_by_keep=True, zero_point=0):
    """residual + drop_path(branch); with `out=residual` a dropped row costs nothing.

    >>> x = numpy.ones((3, 1), "float32")
    >>> drop_path_add(Mask(0.5, key=42).at(6), x, x).ravel()
    array([3., 1., 3.], dtype=float32)
    """
    kind = typed(branch, "branch", _NARROW)
    count, length = _rows_of(branch, "branch")
    like(residual, branch, "residual")
    out = output(out, branch.shape, branch.dtype)
    residual, residual_pitch = _matrix(residual, 1)
    branch, x_pitch = _matrix(branch, 1)
    written, y_pitch = _written_rows(out, 1)
    must("drop_path_add", functions["drop_path_add", kind](
        of_mask(mask)._address, address(residual), address(branch), address(written.array),
        _library.Rows(count, length, x_pitch, residual_pitch, y_pitch),
        _library.PathOptions(bool(batch), not scale_by_keep), *_zero(kind, zero_point)), scale_by_keep=scale_by_keep)
    return written.done()


def kept_rows(mask, rows, *, batch=False):
    """The rows that drop_path lets survive, ascending, before the branch is computed.

    >>> kept_rows(Mask(0.5, key=42).at(6), 6)
    array([0, 2, 5], dtype=uint32)
    """
    kept, count = numpy.empty(integer(rows, "rows", 2**32), numpy.uint32), ctypes.c_size_t()
    must("kept_rows", functions["kept_rows"](
        of_mask(mask)._address, rows, address(kept), ctypes.addressof(count), _library.PathOptions(bool(batch), False)))
    return kept[:count.value].copy()


def kept_factor(mask, *, scale_by_keep=True):
    """What drop path multiplies surviving rows by; 1 in inference.

    >>> kept_factor(Mask(0.75, key=1))
    4.0
    """
    return _factor(functions["kept_factor"](of_mask(mask)._address, _library.PathOptions(False, not scale_by_keep)))


def sample_rows(key, rows, count, *, mode="train"):
    """`count` of `rows` rows by chance, ascending, and the factor rows / count that keeps the mean (DINOv2's batched
    stochastic depth, timm's PatchDropout). In inference all rows, and 1.

    >>> sample_rows(7, rows=10, count=4)
    (array([3, 4, 8, 9], dtype=uint32), 2.5)
    """
    if mode not in MODES:
        raise Error(f"mode is {mode!r}: give 'train' or 'inference'")
    rows = integer(rows, "rows", 2**32)
    count = integer(count, "count", rows)
    kept = numpy.empty(count if mode == "train" else rows, numpy.uint32)
    written, factor = ctypes.c_size_t(), _library.Scale()
    must("sample_rows", functions["sample_rows"](
        integer(key, "key"), rows, count, address(kept), ctypes.addressof(written), ctypes.addressof(factor), MODES.index(mode)))
    return kept[:written.value], _factor(factor)


def _list(kept, rows):
    if not isinstance(kept, numpy.ndarray) or kept.dtype != numpy.uint32 or kept.ndim != 1:
        raise Error(f"kept is {kept!r}: give a list of rows as kept_rows and sample_rows make it, of uint32")
    wrong = numpy.flatnonzero(kept[1:] <= kept[:-1])
    if wrong.size:
        raise Error(f"kept[{wrong[0] + 1}] is {kept[wrong[0] + 1]}, after {kept[wrong[0]]}: give rows in ascending order")
    if kept.size and kept[-1] >= rows:
        raise Error(f"kept[{kept.size - 1}] is {kept[-1]}: there are {rows} rows")
    return kept if is_dense(kept) else kept.copy()


def gather_rows(kept, x, factor=1, *, out=None, zero_point=0):
    """Those rows of x, times the factor, one behind the other. Backward: scatter_add_rows.

    >>> gather_rows(numpy.uint32([0, 2]), numpy.float32([[1, 2], [3, 4], [5, 6]]), 2)
    array([[ 2.,  4.],
           [10., 12.]], dtype=float32)
    """
    kind = typed(x, "x")
    count, length = _rows_of(x)
    kept = _list(kept, count)
    shape = (kept.size, *x.shape[1:])
    out = output(out, shape, x.dtype)
    x, x_pitch = _matrix(x, 1)
    written, y_pitch = _written_rows(out, 1)
    must("gather_rows", functions["gather_rows", kind](
        address(kept), kept.size, address(x), address(written.array), _library.Rows(count, length, x_pitch, 0, y_pitch),
        _scale(factor), *_zero(kind, zero_point)))
    return written.done()


def scatter_add_rows(kept, residual, branch, factor=1, *, out=None, zero_point=0):
    """The residual, plus the factor times a branch that holds only those rows. Backward: gather_rows for the branch.

    >>> residual, branch = numpy.zeros((3, 1), "float32"), numpy.ones((2, 1), "float32")
    >>> scatter_add_rows(numpy.uint32([0, 2]), residual, branch, 2).ravel()
    array([2., 0., 2.], dtype=float32)
    """
    kind = typed(residual, "residual", _NARROW)
    count, length = _rows_of(residual, "residual")
    kept = _list(kept, count)
    shape = (kept.size, *residual.shape[1:])
    if not isinstance(branch, numpy.ndarray) or branch.dtype != residual.dtype or branch.shape != shape:
        raise Error(f"branch is not an array of shape {shape} and dtype {residual.dtype}: it holds the rows of kept alone")
    out = output(out, residual.shape, residual.dtype)
    residual, residual_pitch = _matrix(residual, 1)
    branch, x_pitch = _matrix(branch, 1)
    written, y_pitch = _written_rows(out, 1)
    must("scatter_add_rows", functions["scatter_add_rows", kind](
        address(kept), kept.size, address(residual), address(branch), address(written.array),
        _library.Rows(count, length, x_pitch, residual_pitch, y_pitch), _scale(factor), *_zero(kind, zero_point)))
    return written.done()


_PATHS = ("local", "global")


def _joins(samples, joins, inputs, path):
    if path not in _PATHS:
        raise Error(f"path is {path!r}: give 'local' or 'global'")
    return _library.Joins(integer(samples, "samples"), integer(joins, "joins"), integer(inputs, "inputs", 2**32, 1),
                          _PATHS.index(path))


def fractal_mask(mask, samples, joins, inputs, *, path="local"):
    """Which inputs FractalNet's joins keep, at least one each, as booleans of shape (samples, joins, inputs).

    >>> fractal_mask(Mask(0.5, key=1), 1, 2, 3).any(axis=2)
    array([[ True,  True]])
    """
    shape = _joins(samples, joins, inputs, path)
    n = samples * joins * inputs
    bits = numpy.empty(-(-n // 8), numpy.uint8)
    must("fractal_mask", functions["fractal_mask"](of_mask(mask)._address, shape, address(bits)))
    return unpacked(bits, (samples, joins, inputs))


def fractal_column(key, sample, columns):
    """The column that a sample keeps by a global path."""
    return functions["fractal_column"](integer(key, "key"), integer(sample, "sample"), integer(columns, "columns", 2**32, 1))


def _join(keeps, join):
    if not isinstance(keeps, numpy.ndarray) or keeps.dtype != bool or keeps.ndim != 3:
        raise Error("keeps is no array of booleans of shape (samples, joins, inputs): give what fractal_mask returns")
    samples, joins, inputs = keeps.shape
    shape = _joins(samples, joins, inputs, "local")
    return shape, numpy.packbits(keeps, bitorder="little"), integer(join, "join", joins - 1)


def fractal_join(keeps, inputs, join, *, out=None):
    """The mean of the inputs, a list of arrays of samples, that join `join` keeps by fractal_mask's booleans.

    >>> keeps = numpy.array([[[True, False]], [[True, True]]])
    >>> fractal_join(keeps, [numpy.float32([[1], [2]]), numpy.float32([[3], [4]])], 0).ravel()
    array([1., 3.], dtype=float32)
    """
    shape, bits, join = _join(keeps, join)
    if len(inputs) != shape.inputs:
        raise Error(f"inputs are {len(inputs)}: keeps has {shape.inputs} a join")
    kind = typed(inputs[0], "inputs[0]", _FLOATS)
    if inputs[0].ndim == 0 or inputs[0].shape[0] != shape.samples:
        raise Error(f"inputs[0] has shape {inputs[0].shape}: keeps has {shape.samples} samples, which the first axis counts")
    dense = [numpy.ascontiguousarray(like(array, inputs[0], f"inputs[{i}]")) for i, array in enumerate(inputs)]
    out = output(out, dense[0].shape, dense[0].dtype)
    written = Written(out, is_dense(out))
    pointers = (ctypes.c_void_p * len(dense))(*map(address, dense))
    must("fractal_join", functions["fractal_join", kind](
        address(bits), ctypes.addressof(pointers), address(written.array), shape, join, prod(dense[0].shape[1:])))
    return written.done()


def fractal_join_backward(keeps, grad_y, join, index, *, out=None):
    """The gradient of input `index` of join `join`.

    >>> keeps = numpy.array([[[True, False]], [[True, True]]])
    >>> fractal_join_backward(keeps, numpy.ones((2, 1), "float32"), 0, 1).ravel()
    array([0. , 0.5], dtype=float32)
    """
    shape, bits, join = _join(keeps, join)
    kind = typed(grad_y, "grad_y", _FLOATS)
    if grad_y.ndim == 0 or grad_y.shape[0] != shape.samples:
        raise Error(f"grad_y has shape {grad_y.shape}: keeps has {shape.samples} samples, which the first axis counts")
    written, grad_y = _dense(grad_y, out)
    must("fractal_join_backward", functions["fractal_join_backward", kind](
        address(bits), address(grad_y), address(written.array), shape, join, integer(index, "index", shape.inputs - 1),
        prod(grad_y.shape[1:])))
    return written.done()


def _blocks(shape, block):
    if len(shape) != 4:
        raise Error(f"shape is {shape!r}: give (samples, channels, height, width)")
    if integer(block, "block") % 2 == 0:
        raise Error(f"block is {block}: give an odd number")
    return _library.Blocks(*(integer(size, "shape") for size in shape), block)


def drop_block_rate(p, shape, block):
    """The rate of seeds by which DropBlock drops about p of feature maps (samples, channels, height, width)."""
    return Rate._of(functions["drop_block_rate"](drop_probability(p), _blocks(shape, block)))


def drop_block_mask(mask, shape, block):
    """Which elements DropBlock keeps, as bytes for apply_mask_by, and how many: apply_mask_by(mask_scale(n, kept), ...).

    >>> shape = (1, 1, 5, 5)
    >>> bits, kept = drop_block_mask(Mask(drop_block_rate(0.3, shape, 3), key=3), shape, 3)
    >>> int(unpacked(bits, shape).sum()) == kept
    True
    """
    blocks, n, count = _blocks(shape, block), prod(shape), ctypes.c_size_t()
    bits = numpy.empty(-(-n // 8), numpy.uint8)
    must("drop_block_mask", functions["drop_block_mask"](
        of_mask(mask)._address, blocks, address(bits), ctypes.addressof(count)), shape=shape, block=block)
    return bits, count.value


def mask_scale(n, kept_count):
    """n / kept_count as a float32, 1 where none is kept: what keeps the sum under a mask that keeps so many.

    >>> mask_scale(8, 2)
    4.0
    """
    n = integer(n, "n", 2**44)
    return _factor(functions["mask_scale"](n, integer(kept_count, "kept_count", n)))


def _feature_map(name, mask, x, out, channel_axis, types, extra=None):
    kind = typed(x, "x", types)
    if x.ndim < 2 or not -x.ndim <= channel_axis < x.ndim or channel_axis % x.ndim == 0:
        raise Error(f"channel_axis is {channel_axis!r}: x has shape {x.shape}, of which axis 0 counts samples")
    out = numpy.empty_like(x) if out is None else output(out, x.shape, x.dtype)
    moved, moved_out = numpy.moveaxis(x, channel_axis, 1), numpy.moveaxis(out, channel_axis, 1)
    pitches = _feature_pitches(moved)
    if pitches is None:
        moved = numpy.ascontiguousarray(moved)
        pitches = _feature_pitches(moved)
    written = Written(moved_out, _feature_pitches(moved_out) is not None)
    features = _library.Features(moved.shape[0], moved.shape[1], prod(moved.shape[2:]), 0,
                                 pitches, _feature_pitches(written.array))
    must(name, functions[name, kind](of_mask(mask)._address, address(moved), address(written.array), features,
                                     *([] if extra is None else extra(kind))))
    written.done()
    return out


def _feature_pitches(x):
    """Of (samples, channels, positions ...); None where positions are no single axis."""
    sample, channel, position = stride(x, 0), stride(x, 1), None
    for axis in range(x.ndim - 1, 1, -1):
        distance = stride(x, axis)
        if x.shape[axis] == 1:
            continue
        if distance is None or position not in (None, distance):
            return None
        if position is None:
            first = distance
        position = distance * x.shape[axis]
    if sample is None or channel is None or not x.size:
        return None if x.size else _library.Pitch()
    return _library.Pitch(sample or 0, channel or 0, first if position is not None else 0)


def feature_dropout(mask, x, *, channel_axis=1, out=None, zero_point=0, unscaled=False):
    """Whole channels: x is (samples, channels, ...), as PyTorch's Dropout1d, 2d and 3d have it, or has its channels in
    another axis. A transposed x is not copied.

    >>> feature_dropout(Mask(0.5, key=42).at(6), numpy.ones((1, 3, 2), "float32"))
    array([[[2., 2.],
            [0., 0.],
            [2., 2.]]], dtype=float32)
    """
    return _feature_map("feature_dropout", mask, x, out, channel_axis, TYPES,
                        lambda kind: _quantization(kind, zero_point, unscaled))


def feature_alpha_dropout(mask, x, *, channel_axis=1, out=None):
    """alpha_dropout of whole channels (PyTorch's FeatureAlphaDropout)."""
    return _feature_map("feature_alpha_dropout", mask, x, out, channel_axis, _FLOATS)


def feature_alpha_dropout_backward(mask, grad_y, *, channel_axis=1, out=None):
    """Its gradient."""
    return _feature_map("feature_alpha_dropout_backward", mask, grad_y, out, channel_axis, _FLOATS)


def locked_dropout(mask, x, noise_shape, *, out=None, zero_point=0, unscaled=False):
    """A mask of `noise_shape`, shared along the axes of which that is 1 (Keras); None there is the axis' own size. Up to
    4 axes.

    >>> locked_dropout(Mask(0.5, key=42).at(6), numpy.ones((1, 2, 3), "float32"), (None, 1, None))
    array([[[2., 0., 2.],
            [2., 0., 2.]]], dtype=float32)
    """
    kind = typed(x, "x")
    noise_shape = tuple(noise_shape)
    if len(noise_shape) != x.ndim or x.ndim > 4:
        raise Error(f"noise_shape is {noise_shape!r}: give as many sizes as x has axes, {x.ndim}, at most 4")
    for size, noise in zip(x.shape, noise_shape):
        if noise not in (None, 1, size):
            raise Error(f"noise_shape is {noise_shape!r}: give along each axis of {x.shape} its size, 1 or None")
    own = [0 if noise is None else noise for noise in noise_shape]
    tensor = _library.Tensor(x.ndim, (ctypes.c_size_t * 4)(*x.shape), (ctypes.c_size_t * 4)(*own))
    written, x = _dense(x, out)
    must("locked_dropout", functions["locked_dropout", kind](
        of_mask(mask)._address, address(x), address(written.array), tensor, *_quantization(kind, zero_point, unscaled)))
    return written.done()


def alpha_dropout(mask, x, *, out=None):
    """For SELU networks, by PyTorch's definition: mean 0 and variance 1 are kept.

    >>> alpha_dropout(Mask(1, key=1), numpy.float32([1]))
    array([0.], dtype=float32)
    """
    return _elementwise("alpha_dropout", of_mask(mask)._address, x, out, _FLOATS)


def alpha_dropout_backward(mask, grad_y, *, out=None):
    """Its gradient."""
    return _elementwise("alpha_dropout_backward", of_mask(mask)._address, grad_y, out, _FLOATS)
