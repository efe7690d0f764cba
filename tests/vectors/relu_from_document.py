#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Kept elements of relu_dropout and its gradient on bfloat16, written from docs/MASK.md alone.

Usage: relu_from_document.py VECTORS

Computes the rows of bfloat16-normal, which another implementation wrote, and those of bfloat16-relu
and bfloat16-relu-backward of VECTORS (tests/vectors/elements_v1.csv), and prints what differs.
"""

import array
import csv
import hashlib
import struct
import sys

# Every bfloat16 but NaNs and subnormals, and what it stands for: exact as a double.
INPUTS = [bits for bits in range(65536) if bits & 0x7FFF == 0 or 0x80 <= bits & 0x7FFF <= 0x7F80]
NUMBERS = [struct.unpack("<f", struct.pack("<I", bits << 16))[0] for bits in INPUTS]


def stored(products):
    """Doubles, rounded to float32 and then to bfloat16, each half to even. The product of 8 and 24
    bits is exact as a double."""
    halves = array.array("H")
    for bits in array.array("I", array.array("f", products).tobytes()):
        if bits & 0x7FFFFFFF > 0x7F800000:
            halves.append(0x7FC0)
        else:
            halves.append(bits + 0x7FFF + (bits >> 16 & 1) >> 16)
    return halves


def kept(kind, scale):
    if kind == "bfloat16-normal":
        return stored([x * scale for x in NUMBERS])
    if kind == "bfloat16-relu":
        return stored([0.0 if x <= 0 else x * scale for x in NUMBERS])
    # The gradient descends where the output ascends.
    return stored([0.0 if y <= 0 else grad * scale for y, grad in zip(NUMBERS, reversed(NUMBERS))])


def differences(row):
    q = round((1.0 - float.fromhex(row["p"])) * 2.0**44)  # round() takes halves to even
    scale = array.array("f", [2.0**44 / q])
    outputs = kept(row["type"], scale[0])
    at = {bits: i for i, bits in enumerate(INPUTS)}
    found = {"scale_bits": f"{array.array('I', scale.tobytes())[0]:08x}",
             "sha256": hashlib.sha256(outputs.tobytes()).hexdigest(),
             "outputs": " ".join(str(outputs[at[int(x)]]) for x in row["inputs"].split())}
    return [name for name in found if found[name] != row[name]]


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: relu_from_document.py VECTORS")
    kinds = ("bfloat16-normal", "bfloat16-relu", "bfloat16-relu-backward")
    with open(sys.argv[1], encoding="ascii", newline="") as file:
        rows = [row for row in csv.DictReader(line for line in file if not line.startswith("#"))
                if row["type"] in kinds]
    differing = [f"{row['type']}, p {row['p']}, differs in: {' '.join(names)}"
                 for row in rows if (names := differences(row))]
    print("\n".join(differing) or f"{len(rows)} rows agree")
    sys.exit(len(rows) != 24 or bool(differing))


if __name__ == "__main__":
    main()
