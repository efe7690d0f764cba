# SPDX-License-Identifier: MIT
"""readme_programs.py: each program in README.md is the file that the sentence before it names, byte for
byte, from its first #include on."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).parents[2]
SHOWN = {"examples/minimal.cpp", "examples/minimal.c"}
PROGRAM = re.compile(r"`(examples/[^`]+\.(?:c|cpp))`[^`]*\n```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def differing(readme):
    programs = dict(PROGRAM.findall(readme))
    for path in sorted(SHOWN | set(programs)):
        code = (ROOT / path).read_bytes().decode()
        if programs.get(path) != code[code.index("#include"):]:
            yield path


text = (ROOT / "README.md").read_bytes().decode()
for planted, instead in (("return 1;", "return 2;"), ("\n}\n```", "\n\n}\n```"), ("`examples/minimal.", "`")):
    assert set(differing(text.replace(planted, instead))) == SHOWN, planted
found = list(differing(text))
for path in found:
    print(f"README.md does not show {path} as it is")
sys.exit(bool(found))
