#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Which elements of a tensor locked_dropout keeps, written from docs/MASK.md alone, as a check of that document.

Usage: locked_from_document.py VECTORS

Computes the kept elements of every row of VECTORS (tests/vectors/locked_v1.csv) and prints a line for
each row that differs.
"""

import hashlib
import itertools
import math

from document import compare
from mask_from_document import mask_bytes


def kept_elements(q, key, first, sizes, noise):
    """Of each element, the last axis innermost, whether it is kept."""
    extents = [size if extent == 0 else extent for size, extent in zip(sizes, noise)]
    mask = int.from_bytes(mask_bytes(key, first, math.prod(extents), q), "little")
    for index in itertools.product(*map(range, sizes)):
        decision = 0
        for k, extent in zip(index, extents):
            decision = decision * extent + (0 if extent == 1 else k)
        yield mask >> decision & 1


def numbers(text):
    return [int(number) for number in text.split()]


def found(row):
    q = round((1.0 - float.fromhex(row["p"])) * 2.0**44)  # round() takes halves to even
    kept = list(kept_elements(q, int(row["key"]), int(row["first"]), numbers(row["sizes"]), numbers(row["noise"])))
    bits = sum(bit << i for i, bit in enumerate(kept)).to_bytes((len(kept) + 7) // 8, "little")
    return {"kept": str(sum(kept)), "sha256": hashlib.sha256(bits).hexdigest(),
            "bits": bits.hex() if len(kept) <= 512 else ""}


if __name__ == "__main__":
    compare("locked_from_document.py", found, lambda row: f"sizes {row['sizes']}, noise {row['noise']}")
