#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The rows of sample_rows, written from docs/MASK.md alone, as a check of that document.

Usage: sample_from_document.py VECTORS

Computes the list of every row of VECTORS (tests/vectors/sample_rows_v1.csv) and prints a line for
each row that differs.
"""

import hashlib
import struct

from document import compare, fold_in


def sampled(key, rows, count):
    if count == rows:
        return list(range(rows))
    draws = fold_in(key, 2**64 - 1)
    kept = []
    for i in range(rows):
        if fold_in(draws, i) * (rows - i) >> 64 < count - len(kept):
            kept.append(i)
    return kept


def factor_bits(rows, count):
    quotient = rows / count if count else 1.0
    return struct.unpack("<I", struct.pack("<f", quotient))[0]  # each rounds half to even


def found(row):
    rows, count = int(row["rows"]), int(row["count"])
    kept = sampled(int(row["key"]), rows, count)
    return {"factor_bits": f"{factor_bits(rows, count):08x}",
            "sha256": hashlib.sha256(struct.pack(f"<{count}I", *kept)).hexdigest(),
            "kept": " ".join(map(str, kept)) if count <= 64 else ""}


if __name__ == "__main__":
    compare("sample_from_document.py", found, lambda row: f"key {row['key']}, {row['count']} of {row['rows']}")
