#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The rows of drop_block_mask, its rate and its scale, written from docs/MASK.md alone, as a check of that document.

Usage: drop_block_from_document.py VECTORS

Computes the rate, the bits and the scale of every row of VECTORS (tests/vectors/drop_block_v1.csv) and prints a line
for each row that differs.
"""

import fractions
import hashlib
import struct

from document import compare
from mask_from_document import mask_bytes


def rounded(quotient):
    """To binary64; the division of whole numbers in Python is exact, then rounded half to even."""
    return quotient.numerator / quotient.denominator


def side_of(height, width, block):
    m = min(block, height, width)
    return m if m % 2 else m - 1


def seed_units(p, height, width, b):
    seed = p
    seed = rounded(fractions.Fraction(seed) * fractions.Fraction(float(height * width)))
    seed = rounded(fractions.Fraction(seed) / fractions.Fraction(float(b * b)))
    seed = rounded(fractions.Fraction(seed) / fractions.Fraction(float((height - b + 1) * (width - b + 1))))
    if not 0 <= seed <= 1:
        raise ValueError(f"{seed} is no probability")
    return round((1.0 - seed) * 2.0**44)  # round() takes halves to even


def kept_bits(key, first, q, planes, height, width, b):
    n, r = planes * height * width, (b - 1) // 2
    drawn = int.from_bytes(mask_bytes(key, first, n, q), "little")
    kept = [True] * n
    for i in range(n):
        y, x = i // width % height, i % width
        if drawn >> i & 1 or not (r <= y < height - r and r <= x < width - r):
            continue
        for row in range(-r, r + 1):
            for column in range(-r, r + 1):
                kept[i + row * width + column] = False
    return kept


def found(row):
    samples, channels, height, width, block, key, first = (
        int(row[name]) for name in ("samples", "channels", "height", "width", "block", "key", "first"))
    b = side_of(height, width, block)
    q = seed_units(float.fromhex(row["p"]), height, width, b)
    kept = kept_bits(key, first, q, samples * channels, height, width, b)
    n, count = len(kept), sum(kept)
    bits = sum(bit << i for i, bit in enumerate(kept)).to_bytes((n + 7) // 8, "little")
    scale = struct.pack(">f", n / count if count else 1.0)
    return {"q44": str(q), "kept": str(count), "scale_bits": scale.hex(),
            "sha256": hashlib.sha256(bits).hexdigest(), "bits": bits.hex() if n <= 1024 else ""}


if __name__ == "__main__":
    compare("drop_block_from_document.py", found,
            lambda row: f"p {row['p']}, key {row['key']}, {row['height']} x {row['width']}, block {row['block']}")
