#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The rows of sample_rows, written from docs/MASK.md alone, as a check of that document.

Usage: sample_from_document.py VECTORS

Computes the list of every row of VECTORS (tests/vectors/sample_rows_v1.csv) and prints a line for
each row that differs.
"""

import csv
import hashlib
import struct
import sys

ONES = 2**64 - 1
G = 0x9E3779B97F4A7C15


def mix64(z):
    z &= ONES
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & ONES
    z = (z ^ z >> 27) * 0x94D049BB133111EB & ONES
    return z ^ z >> 31


def fold_in(key, data):
    return mix64(mix64(key + G) + data)


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


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: sample_from_document.py VECTORS")
    with open(sys.argv[1], encoding="ascii", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    differing = 0
    for number, row in enumerate(rows, 1):
        names = [name for name, value in found(row).items() if value != row[name]]
        if names:
            differing += 1
            print(f"row {number} (key {row['key']}, {row['count']} of {row['rows']}) differs in:", *names)
    if not rows:
        sys.exit("no rows")
    if differing:
        sys.exit(1)
    print(f"{len(rows)} rows agree")


if __name__ == "__main__":
    main()
