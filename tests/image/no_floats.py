#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""no_floats.py OBJDUMP IMAGE: no function on integers, nor what it calls, has a floating-point instruction, or
calls soft floating point. Those on floats are seen to."""
import pathlib
import re
import sys

import stack

OPS = (pathlib.Path(__file__).resolve().parents[2] / "src/ops.def").read_text()
# All such instructions of Cortex-M begin so, and of RISC-V, but for the fences.
FLOAT = re.compile(r"^v[a-z]|^f(?!ence)[a-z]")
SOFT = re.compile(r"^__aeabi_(c?[fd]|u?[il]2[fd]|ul2[fd])|^__\w+[sd]f\d?$|^__fix")


def macro(name):
    return re.search(rf"#define DROPLET_{name}\(X.*\)((?:.*\\\n)*.*)", OPS).group(1)


def listed(kind):
    types = macro(f"EACH_{kind}_TYPE") + macro("EACH_NARROW_INTEGER_TYPE")
    return {f"droplet_{name}{suffix}" for name in re.findall(r"X\((\w+),\s", macro(f"EACH_{kind}_OPERATION"))
            for suffix in re.findall(r"X\(\w+, *(\w+),", types)}


def reached(functions, name, seen):
    seen.add(name)
    for callee, _ in functions[name].callees:
        if callee not in seen:
            reached(functions, callee, seen)
    return seen


def floats(functions, name):
    for function in sorted(reached(functions, name, set())):
        if SOFT.search(function):
            yield f"{name} calls {function}"
        yield from (f"{name} has in {function}: {code}" for code in functions[function].code if FLOAT.match(code))


def main(objdump, image):
    functions = stack.read_calls(objdump, image)
    names = sorted(listed("NARROW_INTEGER") | listed("INTEGER"))
    found = [line for name in names for line in floats(functions, name)]
    print("\n".join(found[:20]), f"{len(names)} functions on integers", sep="\n")
    unseen = [name for name in names if not list(floats(functions, re.sub(r"_i\d+$", "", name)))]
    if unseen:
        sys.exit(f"on floats {unseen[0]} has none either: nothing would be seen")
    return bool(found) or not names


sys.exit(main(*sys.argv[1:]))
