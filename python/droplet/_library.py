# SPDX-License-Identifier: MIT
"""The C interface of Droplet's shared library, which stands beside this file."""
import ctypes
import os
import pathlib
import sys
from ctypes import c_bool, c_char_p, c_double, c_float, c_int, c_int32, c_size_t, c_uint8, c_uint16, c_uint32, c_uint64, c_void_p


def _struct(name, **fields):
    return type(name, (ctypes.Structure,), {"_fields_": list(fields.items())})


Rate = _struct("Rate", fraction=c_uint32, digits=c_uint16, format=c_uint8, reserved=c_uint8, scale=c_float)
Mask = _struct("Mask", rate=Rate, mode=c_uint8, reserved=c_uint8 * 3, key=c_uint64, first=c_uint64)
Cursor = _struct("Cursor", mask=Mask, held=c_uint64, words=c_uint64 * 8, lanes=c_uint64 * 16)
Scale = _struct("Scale", bits=c_uint32)
Quantization = _struct("Quantization", zero_point=c_int32, unscaled=c_bool)
PathOptions = _struct("PathOptions", batch=c_bool, unscaled=c_bool)
Share = _struct("Share", index=c_uint32, count=c_uint32)
Rows = _struct("Rows", rows=c_size_t, row_length=c_size_t, x_pitch=c_size_t, residual_pitch=c_size_t, y_pitch=c_size_t)
Tile = _struct("Tile", rows=c_size_t, row_length=c_size_t, mask_pitch=c_size_t, x_pitch=c_size_t, y_pitch=c_size_t)
Pitch = _struct("Pitch", sample=c_size_t, channel=c_size_t, position=c_size_t)
Features = _struct("Features", samples=c_size_t, channels=c_size_t, inner=c_size_t, layout=c_uint8, x=Pitch, y=Pitch)
Tensor = _struct("Tensor", dimensions=c_size_t, size=c_size_t * 4, noise=c_size_t * 4)
Joins = _struct("Joins", samples=c_size_t, joins=c_size_t, inputs=c_size_t, path=c_uint8)
Blocks = _struct("Blocks", samples=c_size_t, channels=c_size_t, height=c_size_t, width=c_size_t, block=c_size_t)

_POINTER = c_void_p
_MASK = _X = _Y = _BITS = _LIST = _POINTER

# By name: the arguments where elements are floating, where they are integers, or where there are none.
_FLOATING: dict = {}
_INTEGER: dict = {}
_OTHER: dict = {}


def _operation(name, arguments, integer=None):
    """`integer` are those that functions on integers have besides: before the bits, or last."""
    _FLOATING[name] = arguments
    if integer is not None:
        has_bits = name in ("dropout", "dropout_share")
        _INTEGER[name] = (*arguments[:-1], integer, _BITS) if has_bits else (*arguments, integer)


_operation("dropout", (_MASK, _X, _Y, c_size_t, _BITS), Quantization)
_operation("dropout_tile", (_MASK, _X, _Y, Tile, _BITS))
_operation("bias_dropout_add", (_MASK, _X, _X, _X, _Y, Rows))
_operation("bias_dropout_add_backward", (_MASK, _X, _Y, _Y, Rows))
_operation("relu_dropout", (_MASK, _X, _Y, c_size_t))
_operation("relu_dropout_backward", (_MASK, _X, _X, _Y, c_size_t))
_operation("apply_mask", (_MASK, _BITS, _X, _Y, c_size_t), Quantization)
_operation("apply_mask_by", (Scale, _BITS, _X, _Y, c_size_t), c_int32)
_operation("dropout_next", (_MASK, _X, _Y, c_size_t), Quantization)
_operation("dropout_share", (_MASK, _X, _Y, c_size_t, Share, _BITS), Quantization)
_operation("apply_mask_share", (_MASK, _BITS, _X, _Y, c_size_t, Share), Quantization)
_operation("drop_path", (_MASK, _X, _Y, Rows, PathOptions), c_int32)
_operation("drop_path_add", (_MASK, _X, _X, _Y, Rows, PathOptions), c_int32)
_operation("gather_rows", (_LIST, c_size_t, _X, _Y, Rows, Scale), c_int32)
_operation("scatter_add_rows", (_LIST, c_size_t, _X, _X, _Y, Rows, Scale), c_int32)
_operation("fractal_join", (_BITS, _X, _Y, Joins, c_size_t, c_size_t))
_operation("fractal_join_backward", (_BITS, _X, _Y, Joins, c_size_t, c_size_t, c_size_t))
_operation("feature_dropout", (_MASK, _X, _Y, Features), Quantization)
_operation("locked_dropout", (_MASK, _X, _Y, Tensor), Quantization)
for _name in ("alpha_dropout", "alpha_dropout_backward"):
    _operation(_name, (_MASK, _X, _Y, c_size_t))
for _name in ("feature_alpha_dropout", "feature_alpha_dropout_backward"):
    _operation(_name, (_MASK, _X, _Y, Features))
_OTHER.update(
    fill_mask=(c_int, _MASK, _BITS, c_size_t), and_mask=(c_int, _MASK, _BITS, c_size_t),
    fill_mask_share=(c_int, _MASK, _BITS, c_size_t, Share),
    kept_rows=(c_int, _MASK, c_size_t, _LIST, _POINTER, PathOptions), kept_factor=(Scale, _MASK, PathOptions),
    sample_rows=(c_int, c_uint64, c_size_t, c_size_t, _LIST, _POINTER, _POINTER, c_uint8),
    fractal_mask=(c_int, _MASK, Joins, _BITS), fractal_column=(c_size_t, c_uint64, c_uint64, c_size_t),
    drop_block_rate=(Rate, c_double, Blocks), drop_block_mask=(c_int, _MASK, Blocks, _BITS, _POINTER),
    mask_scale=(Scale, c_uint64, c_uint64),
    rate=(Rate, c_double), rate_of_draws=(Rate, c_double, c_uint32), rate_valid=(c_bool, _POINTER),
    rate_keep=(c_double, _POINTER), rate_tensor_scale=(c_float, _POINTER, c_float),
    fold_in=(c_uint64, c_uint64, c_uint64),
    linear_decay=(c_double, c_double, c_uint32, c_uint32),
    linear_decay_from_zero=(c_double, c_double, c_uint32, c_uint32),
    scheduled=(c_double, c_double, c_uint64, c_uint64),
    describe=(c_char_p, c_int), isa_name=(c_char_p,), version=(c_uint32,))

FLOATING = {"float32": "", "float16": "_f16", "bfloat16": "_bf16"}
INTEGERS = {"int8": "_i8", "int16": "_i16", "int32": "_i32"}
_NARROW_ONLY = ("drop_path_add", "scatter_add_rows")  # which add: not on int32


def _load():
    name = {"win32": "libdroplet.dll", "darwin": "libdroplet.dylib"}.get(sys.platform, "libdroplet.so")
    path = os.environ.get("DROPLET_LIBRARY") or pathlib.Path(__file__).with_name(name)
    try:
        return ctypes.CDLL(str(path))
    except OSError as error:
        raise ImportError(f"droplet: {path} cannot be loaded: {error}. `pip install ./python` in Droplet's tree "
                          "builds it.") from error


_library = _load()


def _function(name, result, arguments):
    function = getattr(_library, f"droplet_{name}")
    function.restype, function.argtypes = result, arguments
    return function


# functions["dropout", "float16"], functions["fill_mask"]
functions = {name: _function(name, result, arguments) for name, (result, *arguments) in _OTHER.items()}
for _name, _arguments in _FLOATING.items():
    for _type, _suffix in FLOATING.items():
        functions[_name, _type] = _function(_name + _suffix, c_int, _arguments)
for _name, _arguments in _INTEGER.items():
    for _type, _suffix in INTEGERS.items():
        if _type != "int32" or _name not in _NARROW_ONLY:
            functions[_name, _type] = _function(_name + _suffix, c_int, _arguments)
