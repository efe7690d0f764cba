#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The rows of fractal_mask and fractal_join, written from docs/MASK.md alone, as a check of that document.

Usage: fractal_from_document.py VECTORS

Computes the bits and means of every row of VECTORS (tests/vectors/fractal_v1.csv) and prints a line
for each row that differs.
"""

import hashlib
import struct

from document import ONES, compare, fold_in
from mask_from_document import mask_bytes

ROW_LENGTH = 3


def share(draw, inputs):
    return draw * inputs >> 64


def kept_inputs(q, key, first, shape, path):
    """Of each join of each sample, which inputs are kept."""
    samples, joins, inputs = shape
    everything = range(samples * joins)
    if q == 2**44:
        return [[True] * inputs for _ in everything]
    if path == 1:
        draws = fold_in(key, 2**64 - 3)
        columns = [share(fold_in(draws, first + t // joins & ONES), inputs) for t in everything]
        return [[i == column for i in range(inputs)] for column in columns]
    n = len(everything) * inputs
    bits = int.from_bytes(mask_bytes(key, first * inputs & ONES, n, q), "little")
    draws = fold_in(key, 2**64 - 2)
    decisions = []
    for t in everything:
        kept = [bits >> t * inputs + i & 1 == 1 for i in range(inputs)]
        if not any(kept):
            kept[share(fold_in(draws, first + t & ONES), inputs)] = True
        decisions.append(kept)
    return decisions


def rounded(number):
    """To binary32; a sum or product of two that were rounded to 53 bits before is no other."""
    return struct.unpack("<f", struct.pack("<f", number))[0]


def element(i, k):
    h = fold_in(i, k)
    return struct.unpack("<f", struct.pack("<I", 0x3F800000 + (h >> 41) | h % 2 << 31))[0]


def mean(kept, k):
    values = [element(i, k) for i, is_kept in enumerate(kept) if is_kept]
    total = values[0]
    for value in values[1:]:
        total = rounded(total + value)
    return rounded(total * rounded(1.0 / len(values)))


def found(row):
    shape = tuple(int(row[name]) for name in ("samples", "joins", "inputs"))
    samples, joins, inputs = shape
    q = round((1.0 - float.fromhex(row["p"])) * 2.0**44)  # round() takes halves to even
    decisions = kept_inputs(q, int(row["key"]), int(row["first"]), shape, int(row["path"]))
    flat = [kept for join in decisions for kept in join]
    number = sum(kept << k for k, kept in enumerate(flat))
    mask = number.to_bytes((len(flat) + 7) // 8, "little")
    means = [mean(decisions[k // ROW_LENGTH * joins + joins - 1], k) for k in range(samples * ROW_LENGTH)]
    return {"kept": str(sum(flat)), "sha256": hashlib.sha256(mask).hexdigest(),
            "bits": mask.hex() if len(flat) <= 1024 else "",
            "mean": hashlib.sha256(struct.pack(f"<{len(means)}f", *means)).hexdigest()}


if __name__ == "__main__":
    compare("fractal_from_document.py", found, lambda row: f"p {row['p']}, key {row['key']}, {row['inputs']} inputs")
