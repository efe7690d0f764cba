# SPDX-License-Identifier: MIT
"""The tables of README.md, made of the recorded figures alone."""
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


def write(rows, readme, only_check):
    tables = "\n\n".join([size_table(rows), stack_table(rows), instruction_table(rows)])
    text = f"<!-- boards -->\n{tables}\n<!-- /boards -->"
    old = readme.read_text()
    new = re.sub(r"<!-- boards -->.*<!-- /boards -->", lambda _: text, old, flags=re.S)
    if not only_check:
        readme.write_text(new)
    elif new != old:
        print("README.md's tables are not those of tests/image/budgets.csv: run "
              "tests/image/budgets.py readme")
        return 1
    return 0
