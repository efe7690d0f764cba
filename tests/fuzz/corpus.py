#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""corpus.py pack|unpack FILE FOLDER: the corpus as lines of hexadecimal digits, or as files."""
import hashlib
import pathlib
import sys

HEAD = "# SPDX-License-Identifier: MIT\n# An input a line, made by tests/fuzz/run minimize; what reaches a status that it lost, by chance.\n"


def pack(file, folder):
    inputs = {path.read_bytes().rstrip(b"\0") for path in folder.iterdir()}
    file.write_text(HEAD + "".join(one.hex() + "\n" for one in sorted(inputs, key=lambda b: (len(b), b)) if one))


def unpack(file, folder):
    for line in file.read_text().splitlines():
        if line and not line.startswith("#"):
            one = bytes.fromhex(line)
            (folder / hashlib.sha1(one).hexdigest()).write_bytes(one)


{"pack": pack, "unpack": unpack}[sys.argv[1]](*map(pathlib.Path, sys.argv[2:4]))
