# SPDX-License-Identifier: MIT
"""The tables of README.md and docs/SIZES.md, made of the recorded figures alone."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench/harness"))

from markdown_table import table

NAMES = {"m0plus": "Cortex-M0+", "m4": "Cortex-M4", "m7": "Cortex-M7", "m33": "Cortex-M33",
         "m55": "Cortex-M55", "a9": "Cortex-A9", "a53": "Cortex-A53", "aarch64": "AArch64 Linux"}
OPERATIONS = [("dropout", "dropout"), ("apply_mask", "stored mask"),
              ("drop_path_add", "drop path, rows of 64"), ("plain_loop", "plain xorshift32 loop")]


def size_table(rows):
    targets = [t for t in NAMES if (t, "bytes", "all") in rows]
    names = [key[2] for key in rows if key[:2] == (targets[0], "bytes")]
    names.sort(key=lambda name: (name == "all", name))

    def cell(target, name):
        own, helpers = (int(float(rows[target, unit, name]["recorded"]))
                        for unit in ("bytes", "helper bytes"))
        return f"{own:,} + {helpers:,}" if helpers else f"{own:,}"

    head = ["bytes"] + [f"{NAMES[t]}, {'-Os' if rows[t, 'bytes', 'all']['made_by'].endswith('Rel') else '-O3'}"
                        for t in targets]
    return table(head, [[f"`{name}`" if name != "all" else "all"] + [cell(t, name) for t in targets]
                        for name in names])


def stack_table(rows):
    targets = [t for t in NAMES if (t, "stack bytes", "dropout") in rows]
    names = [key[2] for key in rows if key[:2] == (targets[0], "stack bytes")]
    return table(["stack, in bytes"] + [NAMES[t] for t in targets],
                 [[f"`{name}`"] + [rows[t, "stack bytes", name]["recorded"] for t in targets]
                  for name in names])


def instruction_table(rows):
    lines = []
    for target, name in NAMES.items():
        key = (target, "instructions")
        cells = [f"{float(rows[(*key, op)]['recorded']):.2f}" for op, _ in OPERATIONS]
        lines.append([name, rows[(*key, "dropout")]["made_by"].split(",")[0], *cells])
        if (*key, "scalar dropout") in rows:
            cells = [f"{float(rows[(*key, f'scalar {op}')]['recorded']):.2f}"
                     for op, _ in OPERATIONS[:3]]
            lines.append([f"{name}, scalar build", "the same", *cells, "the same"])
    return table(["instructions an element", "compiler"] + [title for _, title in OPERATIONS], lines)


def level_table(rows):
    targets = [t for t in NAMES if (t, "deepest stack bytes", "-O2") in rows]
    levels = [key[2] for key in rows if key[:2] == (targets[0], "deepest stack bytes")]

    def at_size(target):
        return max(int(float(row["recorded"])) for key, row in rows.items()
                   if key[:2] == (target, "stack bytes"))

    return table(["deepest stack of any operation, in bytes"] + [NAMES[t] for t in targets],
                 [["`-Os`"] + [str(at_size(t)) for t in targets]] +
                 [[f"`{level}`"] + [rows[t, "deepest stack bytes", level]["recorded"] for t in targets]
                  for level in sorted(levels, key=["-O1", "-O2", "-O3", "-Og", "-O0"].index)])


def host_line(rows):
    row, none = rows["x86_64", "bytes", "dropout"], rows["x86_64", "helper bytes", "dropout"]
    return (f"A static x86-64 program that calls `dropout` holds {int(row['recorded']):,} bytes of Droplet, the kernels "
            f"of four instruction sets among them, and {int(none['recorded']):,} of the C library's "
            f"({row['made_by']}, `-static -Wl,--gc-sections`).")


SIZES = """# What Droplet costs an image

Written by `tests/image/budgets.py documents` from `tests/image/budgets.csv`, which the tests compare with what they
measure: bytes and stack may grow by 5 %, instructions an element by 2 %.

## Bytes

Droplet's own code and constants in an image that calls the operation, and after the + what the compiler's run-time
library and the C library add for it (`memcpy`, `memset`, 64-bit and soft floating-point helpers; alpha dropout's
constants are computed in `double`). With section garbage collection; Cortex-A53 as its preset builds it, for speed.

{sizes}

{host}

## Stack

The deepest path through each operation, by the compiler's account of every frame. At most 512 bytes at -Os and
640 at -O1 to -O3 on Cortex-M, 1,024 on Cortex-A; builds for debugging take more.

{stack}

{levels}

## Instructions

Counted in an emulator over calls of 4,096 elements (2,048 on Cortex-M0+) at p = 0.1.

{instructions}
"""


def write(rows, root, only_check):
    instructions = instruction_table(rows)
    sizes = SIZES.format(sizes=size_table(rows), host=host_line(rows), stack=stack_table(rows),
                         levels=level_table(rows), instructions=instructions)
    readme = root / "README.md"
    text = f"<!-- boards -->\n{instructions}\n<!-- /boards -->"
    new = re.sub(r"<!-- boards -->.*<!-- /boards -->", lambda _: text, readme.read_text(), flags=re.S)
    for file, content in ((readme, new), (root / "docs/SIZES.md", sizes)):
        if not only_check:
            file.write_text(content)
        elif not file.exists() or content != file.read_text():
            print(f"the tables of {file.relative_to(root)} are not those of tests/image/budgets.csv: "
                  "run tests/image/budgets.py documents")
            return 1
    return 0
