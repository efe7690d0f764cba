# SPDX-License-Identifier: MIT
"""The tables of README.md and docs/SIZES.md, made of the recorded figures alone."""
import pathlib
import re
import sys
import textwrap

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench/harness"))

from markdown_table import table
from measures import CALL_SIZES, CALLS, DROPOUTS, LAYER_SIZES, LEVELS, SHORT_CALLS

NAMES = {"m0plus": "Cortex-M0+", "m4": "Cortex-M4", "m7": "Cortex-M7", "m33": "Cortex-M33",
         "m55": "Cortex-M55", "rv32imac": "RV32IMAC", "rv32imafc": "RV32IMAFC",
         "a9": "Cortex-A9", "a53": "Cortex-A53", "aarch64": "AArch64 Linux"}
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

    lines = []
    for target in SHORT_CALLS:
        lines += [[f"{NAMES[target]}, `{operation}`", f"{first:,}" if operation == "dropout" else "none",
                   *cells(target, operation, first)] for operation, first in CALLS]
        lines.append([f"{NAMES[target]}, `dropout_next`, the mean", "all", *(
            f"{int(rows[target, 'instructions a call', f'dropout_next {n}']['recorded']):,}" for n in CALL_SIZES)])
    return table(["instructions a call", "`first`"] + [f"{n} elements" for n in CALL_SIZES], lines)


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


def readme_lines(rows):
    """[(pattern, text)]: lines and sentences of README.md that state recorded figures, and what they say."""
    def of(target, unit, name):
        return float(rows[target, unit, name]["recorded"])

    def instructions(target, name):
        return f"{of(target, 'instructions', name):.2f}"

    def calls(first):
        return " | ".join(f"{of('m4', 'instructions a call', f'dropout {n}@{first}'):,.0f}" for n in (16, 64, 256))

    def size(target):
        return f"{of(target, 'bytes', 'dropout'):,.0f} + {of(target, 'helper bytes', 'dropout'):,.0f}"

    lines = [(rf"\| {re.escape(title)} \|.*", f"| {title} | {size(target)} | {of(target, 'stack bytes', 'dropout'):.0f} | "
              f"{instructions(target, 'dropout')} instructions{note} | "
              f"{of(target, 'instructions a call', 'dropout 16@0'):,.0f} instructions |")
             for target, title, note in (("m0plus", "Cortex-M0+, -Os", ", soft floating point"),
                                         ("m4", "Cortex-M4, -Os", ""), ("m55", "Cortex-M55, Helium, -Os", ""))]
    lines.append((r"(?<=\| x86-64, AVX2 on Zen 3 \| )[\d,]+ \+ [\d,]*\d", size("x86_64")))
    cut = "| Cortex-M4, instructions (docs/SIZES.md) | 0 | "
    lines.append((rf"{re.escape(cut)}.*\n.*", f"{cut}{calls(0)} | |\n| | 3,584 | {calls(3584)} | |"))
    types = ", ".join(f"{instructions('m4', f'dropout{suffix}')} ({name})" for suffix, name in (
        ("_f16", "half"), ("_bf16", "bfloat16"), ("_i8", "int8"), ("_i16", "int16"), ("_i32", "int32"),
        ("_i8_unscaled", "int8 not rescaled")))
    of_types = (f"Of other types an element takes, on M4, {types} instructions, on M0+ {instructions('m0plus', 'dropout_i8')} "
                f"(int8) and {instructions('m0plus', 'dropout_i8_unscaled')} (int8 not rescaled).")
    steps = {(way, n): f"{of('m4', 'step instructions', f'{way} {n}'):.1f}" for way, _ in LAYERS for n in (64, 32)}
    of_layers = (f"On Cortex-M4, 8 layers of 64 then take {steps['one_mask', 64]} instructions an element of a step, "
                 f"{steps['replay', 64]} by replay, {steps['plain', 64]} by a plain loop that stores a byte an element; of 32, "
                 f"{steps['one_mask', 32]}, {steps['replay', 32]} and {steps['plain', 32]}.")
    by_cursor = (f"In sequence, `dropout_next` takes {of('m4', 'instructions a call', 'dropout_next 64'):,.0f} instructions a call of "
                 f"64 floats on Cortex-M4, {of('m4', 'instructions a call', 'dropout_next 16'):,.0f} of 16.")
    for name, text in (("types", of_types), ("layers", of_layers), ("cursor", by_cursor)):
        lines.append((f"<!-- {name} -->.*?<!-- /{name} -->", f"<!-- {name} -->\n{textwrap.fill(text, 120)}\n<!-- /{name} -->"))
    return lines
