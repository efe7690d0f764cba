# SPDX-License-Identifier: MIT
"""What the programs of this folder that were written from docs/MASK.md alone share: fold_in, and the
comparison of what they find with a table."""

import csv
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


def compare(program, found, describe):
    """Prints a line for each row of the table that is the one argument, and differs from found(row)."""
    if len(sys.argv) != 2:
        sys.exit(f"usage: {program} VECTORS")
    with open(sys.argv[1], encoding="ascii", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    differing = 0
    for number, row in enumerate(rows, 1):
        names = [name for name, value in found(row).items() if value != row[name]]
        if names:
            differing += 1
            print(f"row {number} ({describe(row)}) differs in:", *names)
    if not rows:
        sys.exit("no rows")
    if differing:
        sys.exit(1)
    print(f"{len(rows)} rows agree")
