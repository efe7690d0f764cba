# SPDX-License-Identifier: MIT
"""The tables of README.md and docs/SIZES.md, made of the recorded figures alone."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench/harness"))

from markdown_table import table
from measures import CALL_SIZES, CALLS, DROPOUTS, LAYER_SIZES, LEVELS, SHORT_CALLS

NAMES = {"m0plus": "Cortex-M0+", "m4": "Cortex-M4", "m7": "Cortex-M7", "m33": "Cortex-M33",
         "m55": "Cortex-M55", "a9": "Cortex-A9", "a53": "Cortex-A53", "aarch64": "AArch64 Linux"}
OPERATIONS = [("dropout", "dropout"), ("apply_mask", "stored mask"),
              ("drop_path_add", "drop path, rows of 64"), ("plain_loop", "plain xorshift32 loop")]
TYPES = [("dropout", "float"), *DROPOUTS]
LAYERS = [("replay", "replay"), ("bits", "each call's bits stored"), ("one_mask", "one `fill_mask` a step"),
          ("plain", "plain loop, a byte stored")]


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


def type_table(rows):
    def cells(target, prefix):
        return [f"{float(rows[target, 'instructions', prefix + op]['recorded']):.2f}" for op, _ in TYPES]

    lines = []
    for target, name in NAMES.items():
        lines.append([name, *cells(target, "")])
        if (target, "instructions", "scalar dropout") in rows:
            lines.append([f"{name}, scalar build", *cells(target, "scalar ")])
    return table(["instructions an element of dropout"] + [title for _, title in TYPES], lines)


def rate_line(rows):
    counts = [f"{int(float(rows[target, 'instructions a call', 'rate']['recorded'])):,} on {name}"
              for target, name in NAMES.items() if target in SHORT_CALLS]
    return f"`droplet_rate` of a probability known only at run time takes {', '.join(counts)}."


def call_table(rows):
    def cells(target, operation, first):
        return [f"{int(rows[target, 'instructions a call', f'{operation} {n}@{first}']['recorded']):,}"
                for n in CALL_SIZES]

    return table(["instructions a call", "`first`"] + [f"{n} elements" for n in CALL_SIZES],
                 [[f"{NAMES[target]}, `{operation}`", f"{first:,}" if operation == "dropout" else "none",
                   *cells(target, operation, first)] for target in SHORT_CALLS for operation, first in CALLS])


def layer_table(rows):
    def cells(target, way):
        return [f"{float(rows[target, 'step instructions', f'{way} {n}']['recorded']):.1f}" for n in LAYER_SIZES]

    return table(["instructions an element of a step", *(f"8 layers of {n}" for n in LAYER_SIZES)],
                 [[f"{NAMES[target]}, {title}", *cells(target, way)]
                  for target in SHORT_CALLS for way, title in LAYERS])


def operation_level_table(rows):
    targets = [t for t in NAMES if (t, "stack bytes -O2", "dropout") in rows]
    names = [key[2] for key in rows if key[:2] == (targets[0], "stack bytes")]
    units = {"-Os": "stack bytes", **{level: f"stack bytes {level}" for level in LEVELS}}
    return table(["stack, in bytes"] + [f"{NAMES[t]}, {level}" for t in targets for level in units],
                 [[f"`{name}`"] + [rows[t, unit, name]["recorded"] for t in targets for unit in units.values()]
                  for name in names])


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
