#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The deepest stack of every public function, over all paths of the call graph.

stack.py OBJDUMP FRAMES IMAGE LIMIT

Frames of Droplet's functions are the compiler's own account, in the files below the folder FRAMES
(GCC's -fcallgraph-info=su, Clang's -fstack-usage). Calls, and the frames of what the compiler's run-time
library adds, are read from the disassembly of IMAGE, which holds every function. A frame that is not
a constant, a call through a pointer and a recursion have no bound, and fail.
"""
import pathlib
import re
import subprocess
import sys

BRANCH = re.compile(r"^(?:bl?|blx|b[a-z]{2,3}|cbn?z|tbn?z|j|jr|jalr?)(?:\.[nw]|\.[a-z]{2})?\s.*<([^+>]+)(\+0x[0-9a-f]+)?>")
CALL = re.compile(r"^(?:blx?(?:\.w)?|jalr?)\s")
INDIRECT = re.compile(r"^(?:(?:blx|bx|blr|br)\s+(?:r\d+|x\d+|ip|sl|fp)|j(?:al)?r\s+[ast]\d+)$")
# What moves the stack pointer down: by registers, or by bytes.
REGISTERS = re.compile(r"^v?(?:push|stmdb)(?:\.w)?\s+(?:sp!, )?\{([^}]*)\}")
BYTES = re.compile(r"(?:^subw?(?:\.w)?\s+sp,(?: sp,)? #|\[sp, #-|^addi?\s+sp,sp,-)(0x[0-9a-f]+|\d+)")
COMPUTED = re.compile(r"^(?:add|sub|mov)s?(?:\.w)?\s+sp,(?: sp,)? (?:r\d|x\d|ip)|^(?:add|sub)\s+sp,sp,[ast]\d")
# Most instructions match none of these.
ANY = re.compile(r"<|sp|push|^[bj]")
LINE = re.compile(r"^(?:[0-9a-f]+ <([^>]+)>:|[ \t]*[0-9a-f]+:[ \t]+([a-z](?:[^@;/\n]|/(?!/))*).*)$", re.M)  # Constants begin with a dot.
PUBLIC = re.compile(r"^(?:_ZN7droplet\d+|droplet_)([a-z][a-z_]*[a-z](?:_[a-z]+\d+)?)(?:E|$)")


def read_frames(folder):
    """symbol -> (bytes, static, bounded or dynamic)."""
    node = re.compile(r'^node: \{ title: "(?:[^":]*:)?([^"]+)" label: ".*\\n(\d+) bytes \((.*?)\)"')
    usage = re.compile(r"^[^:]*:\d+:(\S+)\t(\d+)\t(\S+)$")
    frames = {}
    for suffix, pattern in ("*.ci", node), ("*.su", usage):
        for file in pathlib.Path(folder).rglob(suffix):
            for found in filter(None, map(pattern.match, file.read_text().splitlines())):
                name, size, kind = found[1], int(found[2]), found[3]
                frames[name] = max(frames.get(name, (0, "")), (size, kind))
                frames[name.replace("C2E", "C1E")] = frames[name]  # One body, two names.
    return frames


def registers(text):
    """Bytes of a list such as r4, r5-r7, lr or d8-d11."""
    size = 0
    for part in text.split(", "):
        first, _, last = part.partition("-")
        count = int(last[1:]) - int(first[1:]) + 1 if last else 1
        size += count * (8 if first[0] == "d" else 4)
    return size


class Function:
    def __init__(self):
        self.callees, self.problem = set(), None
        self.frame, self.frame_kind = 0, "static"
        self.code = []

    def read(self, name, code):
        if ANY.search(code):
            self.follow(name, code)
        self.code.append(code)

    def follow(self, name, code):
        branch = BRANCH.match(code)
        is_call = CALL.match(code) is not None
        # Armv6-M jumps far within a function by bl, and returns by pop and bx.
        # LLVM's labels stand inside a function, where constants begin and code goes on.
        is_jump = branch and (branch[1].startswith("$") or branch[1] == name and (branch[2] or not is_call))
        if branch and not is_jump:
            self.callees.add((branch[1], not is_call))
        if INDIRECT.match(code):
            # libgcc calls nothing through a pointer: on RISC-V it jumps so by the table of a switch.
            is_switch = name.startswith("__") and code.startswith("jr ")
            if not is_switch and not any(code.split() == ["bx", before[5:-1]] for before in self.code[-2:]):
                self.problem = f"calls through a pointer: {code}"
        if COMPUTED.match(code):
            self.frame_kind = f"computed: {code}"
        if found := REGISTERS.match(code):
            self.frame += registers(found[1])
        elif found := BYTES.search(code):
            self.frame += int(found[1], 0)


def read_calls(objdump, image):
    # LLVM's takes an instruction that it does not know for a byte, and goes on with the next.
    options = ["--mattr=+fp64"] if "llvm" in objdump else []
    text = subprocess.run([objdump, "-d", "--no-show-raw-insn", *options, image], check=True,
                          capture_output=True, text=True).stdout
    functions, name, code = {}, None, ""
    for label, instruction in LINE.findall(text):
        if label:
            # libgcc's assembly runs from one function into the next.
            runs_on = name and name.startswith("__") and label.startswith("__")
            if runs_on and not re.match(r"(b|bx|pop|ret|ldmia|mov pc|nop|udf|j|jr|unimp)\b", code):
                functions[name].callees.add((label, True))
            if name and label.startswith("$"):
                continue
            name = label
            functions[name] = Function()
        elif name:
            code = instruction.rstrip().replace("\t", " ")
            functions[name].read(name, code)
    return functions


def deepest(objdump, frames_folder, image):
    """public function -> (bytes, the path of symbols that takes them)."""
    frames, functions = read_frames(frames_folder), read_calls(objdump, image)

    def depth(name, above):
        if name in above:
            raise ValueError(f"{name} calls itself, by {' > '.join(above)}")
        function = functions[name]
        size, kind = frames.get(name, (function.frame, function.frame_kind))
        if name not in frames and "droplet" in name:
            raise ValueError(f"{name} has no frame below {frames_folder}")
        if function.problem or kind != "static":
            raise ValueError(f"{name}: {function.problem or 'its frame is ' + kind}")
        best = (size, (name,))
        for callee, is_tail_call in function.callees:
            below, path = depth(callee, (*above, name))
            best = max(best, (below + (0 if is_tail_call else size), (name, *path)))
        return best

    results, problems = {}, []
    for name in functions:
        if public := PUBLIC.match(name):
            try:
                results[public[1]] = max(depth(name, ()), results.get(public[1], (0, ())))
            except ValueError as problem:
                problems.append(str(problem))
    return results, problems


def main(objdump, frames_folder, image, limit):
    results, problems = deepest(objdump, frames_folder, image)
    for name, (size, path) in sorted(results.items()):
        print(f"{size:4} bytes of stack: {name}, by {' > '.join(path)}")
        if size > int(limit):
            problems.append(f"{name} takes {size} bytes of stack, its limit is {limit}")
    if not results:
        problems.append(f"{image} holds no public function: nothing was looked at")
    print("\n".join(problems))
    return bool(problems)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
