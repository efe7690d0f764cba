#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""memory.py MAP: the ROM and RAM of an image, from GNU ld's map; fails if it holds a heap."""
import re
import sys

ROM, RAM = {".text", ".rodata", ".data"}, {".data", ".bss"}  # output sections; .data has its image in ROM


def read(path):
    """(output section, input section, file) -> bytes, of what is linked in."""
    text = open(path).read().split("Linker script and memory map", 1)[1]
    text = re.sub(r"^( \S+)\n +", r"\1 ", text, flags=re.M)  # long names break the line
    sizes, output = {}, None
    for line in text.splitlines():
        if match := re.match(r"(\.\S+)", line):
            output = match[1]
        elif match := re.match(r" (\.\S+|COMMON)\s+0x[0-9a-f]+\s+0x([0-9a-f]+) (.+)", line):
            key = (output, match[1], match[3])
            sizes[key] = sizes.get(key, 0) + int(match[2], 16)
    return sizes


def total(sizes, outputs, file="", section=""):
    return sum(n for (output, name, path), n in sizes.items()
               if output in outputs and file in path and section in name)


def main():
    sizes = read(sys.argv[1])
    rom, ram = total(sizes, ROM), total(sizes, RAM)
    droplet = total(sizes, ROM, "libdroplet.a")
    built_in = total(sizes, ROM, "firmware.cpp", ".rodata")
    print(f"ROM {rom:,} bytes: {built_in:,} weights and samples, {droplet:,} Droplet, "
          f"{rom - built_in - droplet:,} model, start-up and C library")
    model = total(sizes, RAM, "firmware.cpp")
    print(f"RAM {ram:,} bytes without the stack: {model:,} model, {total(sizes, RAM, 'libdroplet.a'):,} "
          f"Droplet, {ram - model:,} start-up and C library")
    heap = [path for (_, _, path), n in sizes.items() if n and re.search(r"malloc|sbrkr", path)]
    if heap:
        print("the image holds a heap:", *sorted(set(heap)))
    return 1 if heap or not built_in or not model else 0


if __name__ == "__main__":
    sys.exit(main())
