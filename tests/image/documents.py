# SPDX-License-Identifier: MIT
"""README.md and docs/SIZES.md: what stands around the tables, and writing or comparing them."""
import re

import tables

SIZES = """# What Droplet costs an image

Written by `tests/image/budgets.py documents` from `tests/image/budgets.csv`, which the tests compare with what they
measure: bytes and stack may grow by 5 %, instructions by 2 %.

## Bytes

Droplet's own code and constants in an image that calls the operation, and after the + what the compiler's run-time
library and the C library add for it (`memcpy`, `memset`, 64-bit and soft floating-point helpers; alpha dropout's
constants are computed in `double`). With section garbage collection; Cortex-A53 as its preset builds it, for speed.
RISC-V's compiler comes without a C library: there `memcpy` and `memset` are the tests' own (`toolchains/boards`).

{sizes}

{host}

## Stack

The deepest path through each operation, by the compiler's account of every frame. At most 640 bytes at -Os and -O1 to -O3
on Cortex-M (at -Os 512 on M4, M7 and M33), 640 at -Os on RISC-V, 1,024 on Cortex-A; builds for debugging take more.

{stack}

By optimization level. Cortex-M0+ and M4 by GCC, M55 by Clang, whose -Og is its -O1 and whose -O0 keeps every vector of
Helium on the stack.

{operation_levels}

{levels}

## Instructions

Counted in an emulator over calls of 4,096 elements (2,048 on Cortex-M0+) at p = 0.1.

{instructions}

{types}

{rate}

### Cycles, by a model

**No measurement**: what QEMU executes, put through LLVM 19's model of the core once, in order, with every load in the nearest
cache and no jump mispredicted. On Cortex-M4 the model takes a `vldm` of 16 floats for one cycle, where ARM's manual says 17, so
floats cost about two cycles an element more there. What a model lacks takes no time: IT on Cortex-M7; WLS, LE and VMRS on
Cortex-M55, where the loops that LE ends are free indeed.

| cycles an element | dropout | stored mask | drop path | half | bfloat16 | int8 | plain xorshift32 loop |
|---|---|---|---|---|---|---|---|
| Cortex-M4 | 7.42 | 2.37 | 1.94 | 10.92 | 24.15 | 11.21 | 14.12 |
| Cortex-M7 | 5.85 | 2.59 | 2.04 | 12.67 | 27.40 | 8.69 | 17.03 |
| Cortex-M55 | 4.96 | 2.22 | 1.74 | 6.22 | 8.79 | 9.07 | 13.03 |
| Cortex-A53 | 4.35 | 2.64 | 4.34 | 5.81 | 10.15 | 3.89 | 21.95 |
| Cortex-A55 | 3.24 | 1.92 | 4.30 | 4.20 | 6.47 | 2.85 | 18.37 |
| Cortex-A72 | 1.50 | 0.92 | 1.65 | 1.86 | 2.73 | 1.31 | 6.00 |

    for operation in dropout apply_mask drop_path dropout_f16 dropout_bf16 dropout_i8 plain_loop; do
      bench/model-cycles cortex-m4 build/m4/bench/probe $operation 0.1 4096 toolchains/emulators/run-board mps2-an386
      bench/model-cycles cortex-m7 build/m7/bench/probe $operation 0.1 4096 toolchains/emulators/run-board mps2-an500
      bench/model-cycles cortex-m55 build/m55/bench/probe $operation 0.1 4096 toolchains/emulators/run-board mps3-an547
      bench/model-cycles cortex-a53 build/a53/bench/probe $operation 0.1 4096 toolchains/emulators/run-board virt
    done

### Short calls, and cuts

A call pays for its checks and for seeding its lanes, however few its elements are; one that begins inside a block of
4,096, as after a cut, also draws what its lanes drew before. `first` 0 is a block's start, 1,792 the middle of the
fourth stripe, 3,584 the last stripe. Cut at multiples of 4,096 where you can, or go on by a cursor: of
`dropout_next` it is the mean of calls that follow each other from a block's start on. p = 0.1; all of a call is counted.

{calls}

### Small layers

Forward and backward over 8 layers, in place, p = 0.1: by replay, that is `dropout` with a key a layer (`fold_in`
included) both ways; by `dropout` that stores its bits, and `apply_mask` backward; by one `fill_mask` for all layers
and `apply_mask` on slices of whole bytes both ways; and by a plain xorshift32 loop that stores a byte an element.

{layers}
"""


def write(rows, root, only_check):
    instructions = tables.instruction_table(rows)
    sizes = SIZES.format(sizes=tables.size_table(rows), host=tables.host_line(rows), stack=tables.stack_table(rows),
                         operation_levels=tables.operation_level_table(rows), levels=tables.level_table(rows),
                         instructions=instructions, types=tables.type_table(rows),
                         rate=tables.rate_line(rows), calls=tables.call_table(rows), layers=tables.layer_table(rows))
    readme = root / "README.md"
    text = f"<!-- boards -->\n{instructions}\n<!-- /boards -->"
    new = re.sub(r"<!-- boards -->.*<!-- /boards -->", lambda _: text, readme.read_text(), flags=re.S)
    for pattern, line in tables.readme_lines(rows):
        flags = re.S if pattern.startswith("<!--") else 0
        new, found = re.subn(pattern, lambda _: line, new, flags=flags)
        assert found == 1, f"{readme.name} has {found} places for {line}"
    for file, content in ((readme, new), (root / "docs/SIZES.md", sizes)):
        if not only_check:
            file.write_text(content)
        elif not file.exists() or content != file.read_text():
            print(f"the tables of {file.relative_to(root)} are not those of tests/image/budgets.csv: "
                  "run tests/image/budgets.py documents")
            return 1
    return 0
