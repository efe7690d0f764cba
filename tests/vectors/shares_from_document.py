#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The rows of fill_mask_share and and_mask, written from docs/MASK.md alone, as a check of that document.

Usage: shares_from_document.py VECTORS

Computes what each row of VECTORS (tests/vectors/shares_v1.csv) leaves in memory and prints a line
for each row that differs.
"""

import hashlib

from document import ONES, compare, fold_in
from mask_from_document import mask_bytes


def left_by_share(mask, first, n, shares, share):
    """Of bytes of 0xA5, once the share's words are written."""
    left = bytearray(b"\xa5" * len(mask))
    for k, byte in enumerate(mask):  # A byte is of one word, as first is a multiple of 8.
        if (first + 8 * k & ONES) // 64 % shares == share:
            left[k] = byte
    return bytes(left)


def anded(key, mask, n):
    """Bytes that fold_in gives, once a mask was ANDed into their first n bits."""
    stored = int.from_bytes(bytes(fold_in(key, k) % 256 for k in range(len(mask))), "little")
    kept = int.from_bytes(mask, "little") | -1 << n  # all that is not the mask's
    return (stored & kept & 2 ** (8 * len(mask)) - 1).to_bytes(len(mask), "little")


def found(row):
    key, first, n, shares, share = (int(row[name]) for name in ("key", "first", "n", "shares", "share"))
    q = round((1.0 - float.fromhex(row["p"])) * 2.0**44)  # round() takes halves to even
    left = left_by_share(mask_bytes(key, first, n, q), first, n, shares, share)
    both = anded(key, mask_bytes(key, first + share & ONES, n, q), n)
    return {"sha256": hashlib.sha256(left).hexdigest(), "bits": left.hex() if n <= 1024 else "",
            "anded": hashlib.sha256(both).hexdigest()}


if __name__ == "__main__":
    compare("shares_from_document.py", found,
            lambda row: f"p {row['p']}, key {row['key']}, share {row['share']} of {row['shares']}")
