# SPDX-License-Identifier: MIT
"""Dropout and drop path whose masks are the device's, bit for bit.

Elements are float32, float16, bfloat16 (ml_dtypes), int8, int16 or int32. Every function that drops takes a Mask, and
`out=`, which may be its input; what it refuses is an Error that names the argument. docs/MASK.md is the contract.

>>> import droplet, numpy
>>> layer = droplet.Mask(0.5, key=42)
>>> droplet.dropout(layer.at(6), numpy.arange(1, 7, dtype="float32"))
array([ 2.,  0.,  6.,  0.,  0., 12.], dtype=float32)
"""
from ._mask import (Cursor, Error, Mask, Rate, fold_in, isa_name, linear_decay, linear_decay_from_zero, scheduled,
                    version)
from ._operations import (
    alpha_dropout, alpha_dropout_backward, and_mask, apply_mask, apply_mask_by, apply_mask_share, bias_dropout_add,
    bias_dropout_add_backward, drop_block_mask, drop_block_rate, drop_path, drop_path_add, dropout, dropout_next,
    dropout_share, dropout_tile, feature_alpha_dropout, feature_alpha_dropout_backward, feature_dropout, fill_mask,
    fill_mask_share, fractal_column, fractal_join, fractal_join_backward, fractal_mask, gather_rows, kept_factor,
    kept_rows, locked_dropout, mask, mask_scale, relu_dropout, relu_dropout_backward, sample_rows, scatter_add_rows,
    unpacked)

__all__ = [name for name in dir() if not name.startswith("_")]
__version__ = "{}.{}.{}".format(*divmod(version() // 100, 100), version() % 100)
