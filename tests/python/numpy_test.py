# SPDX-License-Identifier: MIT
"""The package on numpy's arrays: golden masks, every operation on every type against its formula on Droplet's mask, what is
copied and what is not, what is refused."""
import csv
import doctest
import hashlib
import importlib
import pathlib
import pickle
import re
import unittest
from unittest import mock

from needed import need

need("ml_dtypes")
import ml_dtypes
import numpy as np

import droplet
from droplet import Error, Mask, Rate

ROOT = pathlib.Path(__file__).resolve().parents[2]
FLOATS = (np.dtype("float32"), np.dtype("float16"), np.dtype(ml_dtypes.bfloat16))
INTEGERS = (np.dtype("int8"), np.dtype("int16"), np.dtype("int32"))
LAYER = Mask(0.3, key=7).at(3)
INFERENCE = LAYER.with_mode("inference")


def rows_of(name):
    lines = (ROOT / "tests/vectors" / name).read_text().splitlines()
    return csv.DictReader(line for line in lines if not line.startswith("#"))


def some(dtype, *shape):
    """Numbers that every type holds, with both signs."""
    n = int(np.prod(shape))
    return ((np.arange(n) * 37 % 101 - 50).astype("float32") / (1 if dtype in INTEGERS else 8)).astype(dtype).reshape(shape)


def scaled(x, factor):
    """Rounded once, from float32."""
    return (x.astype("float32") * np.float32(factor)).astype(x.dtype)


def same(a, b):
    return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()


class Golden(unittest.TestCase):
    def test_masks(self):
        for row in rows_of("keep_mask_v1.csv"):
            n = int(row["n"])
            described = Mask(float.fromhex(row["p"]), key=int(row["key"]), first=int(row["first"]))
            bits = droplet.fill_mask(described, n)
            self.assertEqual(hashlib.sha256(bits.tobytes()).hexdigest(), row["sha256"], row)
            kept = droplet.mask(described, n)
            self.assertEqual(int(kept.sum()), int(row["kept"]), row)
            self.assertTrue(same(np.packbits(kept, bitorder="little"), bits))

    def test_sampled_rows(self):
        for row in rows_of("sample_rows_v1.csv"):
            kept, factor = droplet.sample_rows(int(row["key"]), int(row["rows"]), int(row["count"]))
            self.assertEqual(hashlib.sha256(kept.astype("<u4").tobytes()).hexdigest(), row["sha256"], row)
            self.assertEqual(f"{np.float32(factor).view('uint32'):08x}", row["factor_bits"], row)

    def test_drop_block(self):
        for row in rows_of("drop_block_v1.csv"):
            shape = tuple(int(row[axis]) for axis in ("samples", "channels", "height", "width"))
            block = int(row["block"])
            if block % 2 == 0:
                continue
            rate = droplet.drop_block_rate(float.fromhex(row["p"]), shape, block)
            bits, kept = droplet.drop_block_mask(Mask(rate, key=int(row["key"]), first=int(row["first"])), shape, block)
            self.assertEqual(kept, int(row["kept"]), row)
            self.assertEqual(hashlib.sha256(bits.tobytes()).hexdigest(), row["sha256"], row)

    def test_fractal(self):
        for row in rows_of("fractal_v1.csv"):
            keeps = droplet.fractal_mask(
                Mask(float.fromhex(row["p"]), key=int(row["key"]), first=int(row["first"])), int(row["samples"]),
                int(row["joins"]), int(row["inputs"]), path=("local", "global")[int(row["path"])])
            bits = np.packbits(keeps, bitorder="little")
            self.assertEqual(hashlib.sha256(bits.tobytes()).hexdigest(), row["sha256"], row)

    def test_locked(self):
        for row in rows_of("locked_v1.csv"):
            sizes, noise = ([int(word) for word in row[name].split()] for name in ("sizes", "noise"))
            x = np.ones(sizes, "float32")
            y = droplet.locked_dropout(Mask(float.fromhex(row["p"]), key=int(row["key"]), first=int(row["first"])), x,
                                       [size or None for size in noise])
            bits = np.packbits(y != 0, bitorder="little")
            self.assertEqual(hashlib.sha256(bits.tobytes()).hexdigest(), row["sha256"], row)

    def test_shares(self):
        for row in rows_of("shares_v1.csv"):
            n = int(row["n"])
            bits = np.full(-(-n // 8), 0xA5, "uint8")  # which others' shares keep
            droplet.fill_mask_share(Mask(float.fromhex(row["p"]), key=int(row["key"]), first=int(row["first"])), bits, n,
                                    int(row["share"]), int(row["shares"]))
            self.assertEqual(hashlib.sha256(bits.tobytes()).hexdigest(), row["sha256"], row)

    def test_elements(self):
        """Every int8 and every half and bfloat16 but NaN, kept, is what elements_v1.csv says."""
        types = {"int8": np.dtype("int8"), "half": FLOATS[1], "bfloat16": FLOATS[2]}
        tested = 0
        for row in rows_of("elements_v1.csv"):
            if row["type"] not in types:
                continue
            dtype = types[row["type"]]
            every = np.arange(2 ** (8 * dtype.itemsize), dtype=f"uint{8 * dtype.itemsize}").view(dtype)
            if dtype in FLOATS:
                every = every[~np.isnan(every.astype("float32"))]
            all_kept = np.full(-(-every.size // 8), 255, "uint8")
            extra = {"zero_point": int(row["zero_point"])} if dtype in INTEGERS else {}
            y = droplet.apply_mask(float.fromhex(row["p"]), all_kept, every, **extra)
            self.assertEqual(hashlib.sha256(y.tobytes()).hexdigest(), row["sha256"], row)
            tested += 1
        self.assertGreater(tested, 20)


class Operations(unittest.TestCase):
    """Against formulas on the mask."""

    def each(self, operation, expected, dtypes=FLOATS, shape=(7, 3, 5), **more):
        """A new array, out, in place, inference; a strided out; and that x is as it was."""
        for dtype in dtypes:
            x = some(dtype, *shape)
            before, wanted = x.copy(), expected(x)
            y = operation(LAYER, x, **more)
            self.assertTrue(same(y, wanted), (operation.__name__, dtype))
            self.assertTrue(same(x, before))
            out = np.full_like(x, 9)
            self.assertIs(operation(LAYER, x, out=out, **more), out)
            self.assertTrue(same(out, wanted))
            strided = np.full((*shape[:-1], 2 * shape[-1]), 9, dtype)
            operation(LAYER, x, out=strided[..., ::2], **more)
            self.assertTrue(same(np.ascontiguousarray(strided[..., ::2]), wanted))
            self.assertTrue((strided[..., 1::2] == dtype.type(9)).all(), "beside out nothing is written")
            backwards = operation(LAYER, x[::-1], **more)
            self.assertTrue(same(backwards, expected(np.ascontiguousarray(x[::-1]))))
            operation(LAYER, x, out=x, **more)
            self.assertTrue(same(x, wanted))

    def test_dropout(self):
        scale = LAYER.rate.scale
        kept = droplet.mask(LAYER, (7, 3, 5))
        self.each(droplet.dropout, lambda x: np.where(kept, scaled(x, scale), x.dtype.type(0)))
        self.each(droplet.dropout, lambda x: np.where(kept, x, x.dtype.type(0)), INTEGERS, unscaled=True)
        self.each(droplet.dropout, lambda x: np.where(kept, np.rint(x.astype("float64") * scale).astype(x.dtype), x.dtype.type(0)),
                  (np.dtype("int16"),))
        self.each(droplet.dropout, lambda x: np.where(kept, x, np.int8(-5)), INTEGERS[:1], unscaled=True, zero_point=-5)
        bits = np.zeros(14, "uint8")
        droplet.dropout(LAYER, some(FLOATS[0], 7, 3, 5), bits=bits)
        self.assertTrue((droplet.unpacked(bits, (7, 3, 5)) == kept).all())

    def test_inference(self):
        x = some(FLOATS[0], 4, 6)
        for operation in (droplet.dropout, droplet.drop_path, droplet.feature_dropout, droplet.alpha_dropout):
            self.assertTrue(same(operation(INFERENCE, x), x), operation.__name__)

    def test_relu_dropout(self):
        kept = droplet.mask(LAYER, (7, 3, 5))
        self.each(droplet.relu_dropout, lambda x: np.where(kept, scaled(np.maximum(x, x.dtype.type(0)), LAYER.rate.scale),
                                                           x.dtype.type(0)))
        for dtype in FLOATS:
            x = some(dtype, 40)
            y = droplet.relu_dropout(LAYER, x)
            grad = some(dtype, 40)[::-1].copy()
            wanted = np.where(y > 0, scaled(grad, LAYER.rate.scale), dtype.type(0))
            self.assertTrue(same(droplet.relu_dropout_backward(LAYER, grad, y), wanted))

    def test_alpha_dropout(self):
        for dtype in FLOATS:
            y = droplet.alpha_dropout(LAYER, some(dtype, 300)).astype("float32")
            kept = droplet.mask(LAYER, 300)
            self.assertEqual(len(set(y[~kept].tolist())), 1, "what is dropped is one value")
            grad = np.ones(300, dtype)
            back = droplet.alpha_dropout_backward(LAYER, grad).astype("float32")
            self.assertEqual((back != 0).tolist(), kept.tolist())
        x = np.random.default_rng(1).standard_normal(1 << 20).astype("float32")
        y = droplet.alpha_dropout(LAYER, x)
        self.assertLess(abs(float(y.mean())), 6e-3)
        self.assertLess(abs(float(y.std()) - 1), 6e-3)

    def test_tile(self):
        for dtype in FLOATS:
            whole = some(dtype, 6, 9)
            y = droplet.dropout(LAYER, whole)
            for rows, columns in ((slice(1, 4), slice(2, 8)), (slice(0, 6), slice(0, 9)), (slice(5, 6), slice(8, 9))):
                x = whole[rows, columns]
                first = LAYER.with_first(LAYER.first + rows.start * 9 + columns.start)
                self.assertTrue(same(droplet.dropout_tile(first, x, 9), np.ascontiguousarray(y[rows, columns])))

    def test_bias_dropout_add(self):
        for dtype in FLOATS:
            x, residual, bias = some(dtype, 4, 5), some(dtype, 4, 5)[::-1].copy(), some(dtype, 5)
            kept = droplet.mask(LAYER, (4, 5))
            for b in (None, bias):
                for r in (None, residual):
                    f = x.astype("float32") if b is None else x.astype("float32") + b.astype("float32")
                    f = np.where(kept, f * np.float32(LAYER.rate.scale), np.float32(0))
                    f = f if r is None else f + r.astype("float32")
                    self.assertTrue(same(droplet.bias_dropout_add(LAYER, x, b, r), f.astype(dtype)), (dtype, b, r))
            grad_x, grad_bias = droplet.bias_dropout_add_backward(LAYER, x)
            self.assertTrue(same(grad_x, droplet.dropout(LAYER, x)))
            self.assertEqual(grad_bias.dtype, np.float32)
            np.testing.assert_allclose(grad_bias, grad_x.astype("float32").sum(axis=0), rtol=2e-2, atol=2e-2)

    def test_stored_masks(self):
        kept = droplet.mask(LAYER, 50)
        bits = droplet.fill_mask(LAYER, 50)
        for dtype in (*FLOATS, *INTEGERS):
            x = some(dtype, 50)
            self.assertTrue(same(droplet.apply_mask(LAYER, bits, x), droplet.dropout(LAYER, x)))
            self.assertTrue(same(droplet.apply_mask_by(2, bits, x), np.where(kept, x + x, dtype.type(0))))
        both = bits.copy()
        droplet.and_mask(LAYER.with_key(99), both, 50)
        self.assertTrue((droplet.unpacked(both, 50) == (kept & droplet.mask(LAYER.with_key(99), 50))).all())
        self.assertEqual(droplet.mask_scale(50, 25), 2)

    def test_drop_path(self):
        kept = droplet.mask(LAYER, 7)
        scale = np.float32(LAYER.rate.scale)
        column = kept[:, None, None]
        self.each(droplet.drop_path, lambda x: np.where(column, scaled(x, scale), x.dtype.type(0)))
        self.each(droplet.drop_path, lambda x: np.where(column, x, x.dtype.type(0)), (*FLOATS, *INTEGERS), scale_by_keep=False)
        self.each(droplet.drop_path, lambda x: scaled(x, scale) if kept[0] else np.zeros_like(x), batch=True)
        for dtype in FLOATS:
            branch, residual = some(dtype, 7, 4), some(dtype, 7, 4)[::-1].copy()
            wanted = np.where(kept[:, None], (residual.astype("float32") + branch.astype("float32") * scale).astype(dtype), residual)
            self.assertTrue(same(droplet.drop_path_add(LAYER, residual, branch), wanted))
            self.assertTrue(same(droplet.drop_path_add(LAYER, residual, branch, out=residual), wanted))

    def test_rows_by_a_list(self):
        kept = droplet.kept_rows(LAYER, 9)
        self.assertEqual(kept.tolist(), np.flatnonzero(droplet.mask(LAYER, 9)).tolist())
        factor = droplet.kept_factor(LAYER)
        for dtype in (*FLOATS, *INTEGERS[:2]):
            x = some(dtype, 9, 4)
            gathered = droplet.gather_rows(kept, x)
            self.assertTrue(same(gathered, x[kept]))
            branch = droplet.scatter_add_rows(kept, x, gathered, factor)
            self.assertTrue(same(branch, droplet.drop_path_add(LAYER, x, x)))
        self.assertTrue(same(droplet.gather_rows(kept, some(INTEGERS[2], 9, 4)), some(INTEGERS[2], 9, 4)[kept]))
        everything, one = droplet.sample_rows(5, 6, 2, mode="inference")
        self.assertEqual((everything.tolist(), one), ([0, 1, 2, 3, 4, 5], 1))

    def test_fractal_join(self):
        keeps = droplet.fractal_mask(Mask(0.5, key=4), 6, 2, 3)
        for dtype in FLOATS:
            inputs = [some(dtype, 6, 4) + dtype.type(i) for i in range(3)]
            y = droplet.fractal_join(keeps, inputs, 1).astype("float32")
            weights = keeps[:, 1].astype("float32") / keeps[:, 1].sum(axis=1, keepdims=True)
            wanted = sum(weights[:, i:i + 1] * x.astype("float32") for i, x in enumerate(inputs))
            np.testing.assert_allclose(y, wanted, rtol=1e-2, atol=1e-2)
            back = droplet.fractal_join_backward(keeps, np.ones((6, 4), dtype), 1, 2).astype("float32")
            np.testing.assert_allclose(back, np.repeat(weights[:, 2:3], 4, axis=1), rtol=1e-2)
        self.assertEqual(droplet.fractal_mask(Mask(0.5, key=4), 6, 1, 3, path="global")[2, 0].argmax(), droplet.fractal_column(4, 2, 3))

    def test_features(self):
        kept = droplet.mask(LAYER, (7, 3))[:, :, None]
        self.each(droplet.feature_dropout, lambda x: np.where(kept, scaled(x, LAYER.rate.scale), x.dtype.type(0)))
        self.each(droplet.feature_dropout, lambda x: np.where(kept, x, x.dtype.type(0)), INTEGERS, unscaled=True)
        for dtype in FLOATS:
            x = some(dtype, 2, 3, 4, 5)
            y = droplet.feature_dropout(LAYER, x)
            last = np.ascontiguousarray(np.moveaxis(x, 1, -1))
            self.assertTrue(same(np.moveaxis(droplet.feature_dropout(LAYER, last, channel_axis=-1), -1, 1).copy(), y))
            a = droplet.feature_alpha_dropout(LAYER, x).astype("float32")
            dropped = ~droplet.mask(LAYER, (2, 3))
            self.assertEqual(len(set(a[dropped].ravel().tolist())), 1)
            back = droplet.feature_alpha_dropout_backward(LAYER, np.ones_like(x)).astype("float32")
            self.assertTrue(((back != 0).all(axis=(2, 3)) == ~dropped).all())

    def test_locked(self):
        kept = droplet.mask(LAYER, (7, 1, 5))
        self.each(droplet.locked_dropout, lambda x: np.where(kept, scaled(x, LAYER.rate.scale), x.dtype.type(0)),
                  noise_shape=(None, 1, 5))
        self.each(droplet.locked_dropout, lambda x: np.where(kept, x, x.dtype.type(0)), INTEGERS, noise_shape=(7, 1, None), unscaled=True)

    def test_pieces(self):
        for dtype in (*FLOATS, *INTEGERS):
            x = some(dtype, 100)
            whole = droplet.dropout(LAYER, x)
            cursor = droplet.Cursor(LAYER)
            pieces = [droplet.dropout_next(cursor, x[begin:begin + 30]) for begin in range(0, 100, 30)]
            self.assertTrue(same(np.concatenate(pieces), whole))
            self.assertEqual(cursor.mask.first, 100)
            shares, stored = np.zeros_like(x), np.zeros_like(x)
            bits = droplet.fill_mask(LAYER, 100)
            for index in range(4):
                droplet.dropout_share(LAYER, x, index, 4, out=shares)
                droplet.apply_mask_share(LAYER, bits, x, index, 4, out=stored)
            self.assertTrue(same(shares, whole))
            self.assertTrue(same(stored, whole))
            self.assertTrue(same(droplet.dropout(LAYER.with_first(40), x[40:]), whole[40:]))


class Arrays(unittest.TestCase):
    def test_nothing_is_copied_where_pitches_do(self):
        wide, out = some(FLOATS[0], 8, 6, 10), np.zeros((8, 6, 10), "float32")
        last = np.moveaxis(wide, -1, 1), np.moveaxis(out, -1, 1)
        for what, operation, inputs, written in (
                ("rows of a matrix", droplet.dropout, [LAYER, wide[:, 0, :4]], out[:, 0, :4]),
                ("a batch", droplet.drop_path, [LAYER, wide[:, :2]], out[:, :2]),
                ("branches", droplet.drop_path_add, [LAYER, wide[:, 0], wide[:, 1]], out[:, 1]),
                ("a bias", droplet.bias_dropout_add, [LAYER, wide[..., :4], None, wide[..., 4:8]], out[..., :4]),
                ("channels last", droplet.feature_dropout, [LAYER, last[0]], last[1]),
                ("rows of a list", droplet.gather_rows, [np.uint32([0, 5]), wide[:, 3]], out[:2, 3]),
                ("a tile", droplet.dropout_tile, [LAYER, wide[:, 0, 2:7], 10], out[:, 0, 2:7])):
            dense = [value.copy(order="C") if isinstance(value, np.ndarray) else value for value in inputs]
            wanted = operation(*dense)
            with self.subTest(what), mock.patch("numpy.empty") as empty, mock.patch("numpy.ascontiguousarray") as copy:
                empty.side_effect = copy.side_effect = AssertionError("a copy")
                operation(*inputs, out=written)
            self.assertTrue(same(written.copy(order="C"), wanted.copy(order="C")), what)
        with mock.patch("numpy.ascontiguousarray") as copy, self.assertRaises(AssertionError):  # seen to fail
            copy.side_effect = AssertionError("a copy")
            droplet.dropout(LAYER, wide[..., ::2])

    def test_odd_strides(self):
        for x in (some(FLOATS[0], 5)[::-1], np.broadcast_to(some(FLOATS[0], 3), (4, 3)), some(FLOATS[0], 4, 3).T, some(FLOATS[0], 6)[::3],
                  some(FLOATS[0], 1, 5, 1), np.zeros((0, 3), "float32"), np.zeros((3, 0), "float32"), np.array(2.0, "float32")):
            self.assertTrue(same(droplet.dropout(LAYER, x), droplet.dropout(LAYER, x.copy(order="C"))), x.strides)
            if x.ndim:
                self.assertTrue(same(droplet.drop_path(LAYER, x), droplet.drop_path(LAYER, x.copy(order="C"))), x.strides)

    def test_refused(self):
        x, ints = some(FLOATS[0], 4, 6), some(INTEGERS[0], 8)
        read_only = x.copy()
        read_only.flags.writeable = False
        for call, kind, told in (
                (lambda: Mask(1.5, key=1), Error, r"p is 1\.5: give a drop probability from 0 to 1"),
                (lambda: Mask(float("nan"), key=1), Error, r"p is nan"),
                (lambda: Mask("half", key=1), Error, r"p is 'half'"),
                (lambda: Mask(0.5, key=-1), Error, r"key is -1: give an integer from 0 to 18446744073709551615"),
                (lambda: Mask(0.5, key=2**64), Error, r"key is 18446744073709551616"),
                (lambda: Mask(0.5, key=0.5), Error, r"key is 0\.5: give an integer"),
                (lambda: Mask(0.5, key=1, mode="eval"), Error, r"mode is 'eval': give 'train' or 'inference'"),
                (lambda: Mask.from_bytes(bytes(32)), Error, r"data is no descriptor"),
                (lambda: Mask.from_bytes(b"short"), Error, r"data has 5 bytes: give the 32"),
                (lambda: Rate.of_draws(0.1, 45), Error, r"draws is 45: give an integer from 1 to 44"),
                (lambda: LAYER.at(-1), Error, r"step is -1"),
                (lambda: droplet.dropout(0.5, x), TypeError, r"mask is a float: give a droplet\.Mask"),
                (lambda: droplet.dropout(LAYER, [1.0]), TypeError, r"x is a list: give a numpy array"),
                (lambda: droplet.dropout(LAYER, x.astype("float64")), TypeError, r"x has dtype float64: give float32, float16"),
                (lambda: droplet.dropout(LAYER, x.astype(">f4")), TypeError, r"x has dtype >f4"),
                (lambda: droplet.relu_dropout(LAYER, ints), TypeError, r"x has dtype int8: give float32, float16 or bfloat16"),
                (lambda: droplet.drop_path_add(LAYER, *[some(INTEGERS[2], 2, 2)] * 2), TypeError, r"branch has dtype int32"),
                (lambda: droplet.dropout(LAYER, x, out=x[:2]), Error, r"out is an array of shape \(2, 6\).*\(4, 6\)"),
                (lambda: droplet.dropout(LAYER, x, out=read_only), Error, r"out is read-only"),
                (lambda: droplet.dropout(LAYER, x.ravel()[:-1], out=x.ravel()[1:]), Error, r"dropout: .*overlap"),
                (lambda: droplet.dropout(LAYER, x, bits=np.zeros(2, "uint8")), Error, r"bits is an array of shape \(2,\).*at least 3 bytes"),
                (lambda: droplet.dropout(LAYER, x, zero_point=3), Error, r"zero_point is 3.*of integers"),
                (lambda: droplet.dropout(LAYER, ints, zero_point=200), Error, r"zero_point is 200: give an integer from -128 to 127"),
                (lambda: droplet.dropout(LAYER, some(INTEGERS[1], 3), zero_point=1), Error, r"zero_point is 1: of int16 it is 0"),
                (lambda: droplet.apply_mask_by(0.5, np.zeros(1, "uint8"), ints), Error, r"factor is 0\.5: give a float from 1 to 2\^44"),
                (lambda: droplet.dropout_share(LAYER, ints, 4, 4, out=ints), Error, r"index is 4: give an integer from 0 to 3"),
                (lambda: droplet.dropout_share(LAYER, ints, 0, 3, out=ints), Error, r"count is 3: give 1, 2, 4 or 8"),
                (lambda: droplet.sample_rows(1, 4, 5), Error, r"count is 5: give an integer from 0 to 4"),
                (lambda: droplet.gather_rows(np.uint32([2, 1]), x), Error, r"kept\[1\] is 1, after 2"),
                (lambda: droplet.gather_rows(np.uint32([1, 4]), x), Error, r"kept\[1\] is 4: there are 4 rows"),
                (lambda: droplet.fractal_mask(LAYER, 1, 1, 0), Error, r"inputs is 0: give an integer from 1"),
                (lambda: droplet.fractal_join(np.ones((4, 1, 2), bool), [x], 0), Error, r"inputs are 1: keeps has 2"),
                (lambda: droplet.drop_block_mask(LAYER, (1, 1, 5, 5), 2), Error, r"block is 2: give an odd number"),
                (lambda: droplet.drop_block_rate(2, (1, 1, 5, 5), 3), Error, r"p is 2"),
                (lambda: droplet.mask_scale(3, 4), Error, r"kept_count is 4: give an integer from 0 to 3"),
                (lambda: droplet.feature_dropout(LAYER, x, channel_axis=0), Error, r"channel_axis is 0: x has shape \(4, 6\)"),
                (lambda: droplet.locked_dropout(LAYER, x, (2, None)), Error, r"noise_shape is \(2, None\)"),
                (lambda: droplet.linear_decay(0.5, 0, 4), Error, r"layer is 0: give an integer from 1 to 4"),
                (lambda: droplet.scheduled(0.5, 1, 0), Error, r"steps is 0: give an integer from 1"),
                (lambda: droplet.mask(LAYER, (2, -1)), Error, r"shape is -1")):
            before = x.copy()
            with self.subTest(told):
                with self.assertRaisesRegex(kind, told):
                    call()
                self.assertTrue(same(x, before), "nothing was written")


class Package(unittest.TestCase):
    def test_masks_are_values(self):
        self.assertEqual(pickle.loads(pickle.dumps(LAYER)), LAYER)
        self.assertEqual(len({LAYER, Mask.from_bytes(bytes(LAYER)), LAYER.with_first(1)}), 2)
        self.assertEqual(Rate(1 - LAYER.rate.keep), LAYER.rate)
        self.assertEqual(pickle.loads(pickle.dumps(Rate(0.3))), Rate(0.3))

    def test_examples(self):
        for name in ("droplet", "droplet._mask", "droplet._operations"):
            failed, tried = doctest.testmod(importlib.import_module(name))
            self.assertEqual(failed, 0)
            self.assertGreater(tried, 2)

    def test_every_operation(self):
        """Of README's table, and its schedules; each has a docstring."""
        table = re.search(r"\n## Operations\n(.*?)\nIn C each", (ROOT / "README.md").read_text(), re.S)[1]
        cells = [line.split("|")[1] + line.split("|")[4] for line in table.splitlines() if line.startswith("| `")]
        names = set(re.findall(r"`(\w+)(?:\(|`)", "".join(cells)))
        names |= {"linear_decay", "linear_decay_from_zero", "scheduled", "alpha_dropout_backward"}
        self.assertGreater(len(names), 30)
        for name in names:
            self.assertTrue(getattr(droplet, name).__doc__, name)

    def test_version(self):
        text = (ROOT / "include/droplet/version.h").read_text()
        self.assertEqual(droplet.__version__, ".".join(re.findall(r"#define DROPLET_VERSION_[A-Z]+ (\d+)", text)))


if __name__ == "__main__":
    unittest.main()
