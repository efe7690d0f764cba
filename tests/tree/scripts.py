#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The scripts of the tree run by bash 3.2, which macOS has, and with the tools that macOS and BSD have.

A lint, as bash 3.2 is in no package: words that it, or another sed, does not know. Beside each stands a
line that must be caught, and what to write instead.
"""
import pathlib
import re
import subprocess
import sys

# For Linux alone: a guest made of a Debian kernel, and Wine of Debian's packages.
LINUX_ALONE = {"toolchains/emulators/run-bochs", "toolchains/emulators/run-wine"}

COMMAND = r"(?:^|[|&;(]|\$\(|\b(?:then|do|else|exec|if|!)\b)\s*"  # where a command's name may stand
RULES = [
    # bash 4 and later
    (r"\b(mapfile|readarray)\b", "mapfile -t lines <file", "while read -r"),
    (r"\b(declare|local|typeset) -[a-z]*[Ang]", "declare -A table", "a case, or two arrays"),
    (r"\$\{\w+(\[[^]]*\])?(\^\^?|,,?|@[A-Za-z])\}", "${name^^}", "tr"),
    (r"\$\{[^}]*: *-[0-9][^}]*:|\$\{[^}]*:[^}]*: *-[0-9]", "${name:0:-1}", "${name%?}"),
    (r"\[-[0-9]+\]", "${list[-1]}", "${list[${#list[@]} - 1]}"),
    (r"(?<!\|)\|&|&>>", "command |& tee log", "2>&1 |"),
    (r"\[\[? -v |\b-v [a-z_]+ \]", "[[ -v name ]]", "${name+set}"),
    (r"\bwait -[np]\b|" + COMMAND + r"coproc\b", "wait -n", "wait PID"),
    (r";;?&", "a) echo ;;&", "two cases"),
    (r"\{[0-9a-z]+\.\.[0-9a-z]+\.\.", "{1..9..2}", "a for loop of numbers"),
    (r"\b(BASHPID|EPOCHSECONDS|EPOCHREALTIME|SRANDOM)\b", "echo $BASHPID", "$$, SECONDS"),
    (r"\bexec \{[a-z]+\}[<>]|\s\{[a-z]+\}[<>]", "exec {file}>log", "a number"),
    (r"printf .*%\([^)]*\)T", "printf '%(%s)T'", "date"),
    (r"shopt .*(globstar|lastpipe|inherit_errexit)", "shopt -s globstar", "find"),
    (r"\bread -[a-z]*[Ni]\b|read -t [0-9]*\.", "read -t 0.1 x", "head"),
    # tools of GNU, or of Linux
    (COMMAND + r"(flock|nproc|timeout|setpriv|sha256sum|md5sum|realpath|tac|truncate|shuf|numfmt)\b",
     "n=$(nproc)", "python3, getconf, cmake -E"),
    (r"\bsed (-[a-zA-Z]+ )*-[a-zA-Z]*i", "sed -E -i s/a/b/ file", "edit of helpers.bash"),
    (r"\bsed [^|]*\\[sSwW<>]|\bgrep [^|]*\\[sSwWd<>]", r"sed -E 's/\s+//' file", "[[:space:]]"),
    (r"\bsed [^|]*'(\$|[0-9]+|/[^/]*/)?[aic][A-Za-z]{4,}", "sed '$aLAST LINE' file", "s/$/\\ and a new line/"),
    (r"\bgrep (-[a-zA-Z]+ )*-[a-zA-Z]*P", "grep -oP 'x' file", "grep -E, sed -n"),
    (r"\breadlink (-[a-z]+ )*-[a-z]*[fem]", "readlink -f file", 'cd "$(dirname ...)" && pwd'),
    (COMMAND + r"stat -", "size=$(stat -c %s file)", "wc -c"),
    (r"\bdate [^|]*(%[0-9]*N|-d\b|--date)", "date +%s%N", "SECONDS, python3"),
    (r"\bsort [^|]*-[a-zA-Z]*V", "sort -V", "sort -t . -k 1n"),
    (r"\b(mv|cp|ln) (-[a-zA-Z]+ )*-[a-zA-Z]*T\b", "mv -T a b", "python3's os.rename"),
    (r"\bxargs (-[a-zA-Z0-9]+ )*-[a-z]*[rd]\b", "xargs -r rm", "a test before it"),
    (r"\bfind [^|]*-(printf|regextype)|\bfind -", "find . -printf '%f'", "find . -name"),
    (r"\bpaste -s(?!.* -\)?$)", "names=$(ls | paste -sd .)", "paste -sd . -"),
    (r"\b(head|tail) -[nc] *-", "head -n -1 file", "sed '$d'"),
    (r"^#! *(?!/usr/bin/env )", "#!/bin/bash", "#!/usr/bin/env bash"),
]


# Under set -u an empty array ends bash 3.2 to 4.3: what may be empty has its length looked at.
MAY_BE_EMPTY = re.compile(r'\b(\w+)=\((?:\)|"\$@"\)|"\$\{@:[0-9]+\}"\))')
PLANTED_EMPTY = 'emulator=("${@:5}")\n"${emulator[@]}" run\n'


def empty_arrays(name, text):
    for array in sorted(set(MAY_BE_EMPTY.findall(text))):
        if f'"${{{array}[@]}}"' in text and f"${{#{array}[@]}}" not in text:
            yield f"{name}: {array} may be empty, which is an error in bash 3.2; look at ${{#{array}[@]}} first"


def faults(name, text):
    yield from empty_arrays(name, text)
    for number, line in enumerate(text.splitlines(), 1):
        if number > 1 and re.match(r"\s*#", line):
            continue
        code = re.sub(r"\s# .*", "", line)
        for pattern, _, instead in RULES:
            if re.search(pattern, code):
                yield f"{name}:{number}: not in bash 3.2, macOS or BSD; instead: {instead}\n  {line}"


def main():
    for pattern, planted, _ in RULES:
        if not re.search(pattern, planted):
            sys.exit(f"scripts.py does not catch: {planted}")
    if not list(empty_arrays("planted", PLANTED_EMPTY)):
        sys.exit("scripts.py does not catch an array that may be empty")
    listed = subprocess.run(["git", "grep", "-lE", "^#!.*sh$|^# shellcheck shell"], check=True, text=True,
                            capture_output=True).stdout.split()
    found = [fault for name in listed if name not in LINUX_ALONE
             for fault in faults(name, pathlib.Path(name).read_text())]
    if len(listed) < 35:
        sys.exit(f"only {len(listed)} scripts were looked at")
    if found:
        sys.exit("\n".join(found))


main()
