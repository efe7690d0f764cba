#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The keep mask, written from docs/MASK.md alone, as a check of that document.

Usage: mask_from_document.py VECTORS

Computes the mask of every row of VECTORS (tests/vectors/keep_mask_v1.csv) and prints a line for
each row that differs.
"""

import hashlib

from document import G, ONES, compare, fold_in, mix64


def draws(key, block, lane):
    bk = fold_in(key, block)
    s0 = mix64(bk + (2 * lane + 1) * G)
    s1 = mix64(bk + (2 * lane + 2) * G)
    while True:
        x, y = s0, s1
        yield x + (y << 32 | y >> 32) & ONES
        x ^= x << 23 & ONES
        s0, s1 = y, x ^ y ^ x >> 18 ^ y >> 5


def lane_words(key, block, lane, q):
    """The eight words that a lane draws for a block, in order."""
    threshold, f = q >> 32, q % 2**32
    lowest = 0 if f else (threshold & -threshold).bit_length() - 1
    draw = draws(key, block, lane)
    words = []
    for _ in range(8):
        m = ONES if f and next(draw) >> 32 < f else 0
        for j in range(lowest, 12):
            m = m | next(draw) if threshold >> j & 1 else m & next(draw)
        words.append(m)
    return words


def mask_bytes(key, first, n, q):
    if q in (0, 2**44):
        bits = 2**n - 1 if q else 0
    else:
        lanes, words = {}, []
        for k in range(-(first % 64), n, 64):
            i = (first + k) & ONES
            block, w = i >> 12, i % 4096 // 64
            if (block, w % 8) not in lanes:
                lanes[block, w % 8] = lane_words(key, block, w % 8, q)
            words.append(lanes[block, w % 8][w // 8].to_bytes(8, "little"))
        bits = int.from_bytes(b"".join(words), "little") >> first % 64 & 2**n - 1
    return bits.to_bytes((n + 7) // 8, "little")


def found(row):
    n = int(row["n"])
    q = round((1.0 - float.fromhex(row["p"])) * 2.0**44)  # round() takes halves to even
    mask = mask_bytes(int(row["key"]), int(row["first"]), n, q)
    return {"q44": str(q), "kept": str(bin(int.from_bytes(mask, "little")).count("1")),
            "sha256": hashlib.sha256(mask).hexdigest(), "mask": mask.hex() if n <= 1024 else ""}


if __name__ == "__main__":
    compare("mask_from_document.py", found, lambda row: f"p {row['p']}, key {row['key']}, first {row['first']}, n {row['n']}")
