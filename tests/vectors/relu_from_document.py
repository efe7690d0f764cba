#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Kept elements of relu_dropout and its gradient on half and bfloat16, written from docs/MASK.md alone.

Usage: relu_from_document.py VECTORS

Computes the rows of half and of bfloat16-normal, which another implementation wrote, and those of -relu and
-relu-backward of VECTORS (tests/vectors/elements_v1.csv), and prints what differs.
"""

import array
import csv
import hashlib
import struct
import sys


def as_bfloat16(floats):
    halves = array.array("H")
    for bits in array.array("I", floats.tobytes()):
        halves.append(bits + 0x7FFF + (bits >> 16 & 1) >> 16)
    return halves


def as_half(floats):
    """Half way beyond the greatest, 65504, is infinity."""
    limited = [f if abs(f) < 65520 else f * float("inf") for f in floats]
    return array.array("H", struct.pack(f"<{len(limited)}e", *limited))


# Of each type every element but NaNs, and bfloat16's subnormals; what they stand for, exact as doubles; and
# how a float32 is stored, rounded half to even.
HALVES = [bits for bits in range(65536) if bits & 0x7FFF <= 0x7C00]
BFLOATS = [bits for bits in range(65536) if bits & 0x7FFF == 0 or 0x80 <= bits & 0x7FFF <= 0x7F80]
TYPES = {"half": (HALVES, [struct.unpack("<e", struct.pack("<H", bits))[0] for bits in HALVES], as_half),
         "bfloat16": (BFLOATS, [struct.unpack("<f", struct.pack("<I", bits << 16))[0] for bits in BFLOATS],
                      as_bfloat16)}


def kept(kind, numbers, scale):
    """Rounded to float32, once: the product of at most 11 and 24 bits is exact as a double."""
    if kind == "relu":
        return array.array("f", [0.0 if x <= 0 else x * scale for x in numbers])
    if kind == "relu-backward":  # The gradient descends where the output ascends.
        return array.array("f", [0.0 if y <= 0 else grad * scale for y, grad in zip(numbers, reversed(numbers))])
    return array.array("f", [x * scale for x in numbers])


def differences(row):
    q = round((1.0 - float.fromhex(row["p"])) * 2.0**44)  # round() takes halves to even
    scale = array.array("f", [2.0**44 / q])
    element, _, kind = row["type"].partition("-")
    inputs, numbers, stored = TYPES[element]
    outputs = stored(kept(kind, numbers, scale[0]))
    at = {bits: i for i, bits in enumerate(inputs)}
    found = {"scale_bits": f"{array.array('I', scale.tobytes())[0]:08x}",
             "sha256": hashlib.sha256(outputs.tobytes()).hexdigest(),
             "outputs": " ".join(str(outputs[at[int(x)]]) for x in row["inputs"].split())}
    return [name for name in found if found[name] != row[name]]


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: relu_from_document.py VECTORS")
    kinds = ("half", "half-relu", "half-relu-backward", "bfloat16-normal", "bfloat16-relu", "bfloat16-relu-backward")
    with open(sys.argv[1], encoding="ascii", newline="") as file:
        rows = [row for row in csv.DictReader(line for line in file if not line.startswith("#"))
                if row["type"] in kinds]
    differing = [f"{row['type']}, p {row['p']}, differs in: {' '.join(names)}"
                 for row in rows if (names := differences(row))]
    print("\n".join(differing) or f"{len(rows)} rows agree")
    sys.exit(len(rows) != 56 or bool(differing))


if __name__ == "__main__":
    main()
