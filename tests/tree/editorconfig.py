# SPDX-License-Identifier: MIT
"""editorconfig.py: the tracked files are as .editorconfig says, and git checks them out with LF."""
import configparser
import fnmatch
import io
import pathlib
import re
import subprocess
import sys
import tokenize

ROOT = pathlib.Path(__file__).parents[2]


def read_sections():
    config = configparser.ConfigParser(interpolation=None)
    config.read_string("[root]\n" + (ROOT / ".editorconfig").read_text(encoding="utf-8"))
    for name in config.sections()[1:]:
        head, _, rest = name.partition("{")
        names, _, tail = rest.partition("}")
        yield [head + part + tail for part in names.split(",")], config[name]


SECTIONS = list(read_sections())


def rules_of(path):
    rules = {}
    for patterns, section in SECTIONS:
        if any(fnmatch.fnmatch(path.rsplit("/", 1)[-1], pattern) for pattern in patterns):
            rules.update(section)
    return rules


def has_indents_of(size, text):
    depths = [0] + [len(token.string) for token in tokenize.generate_tokens(io.StringIO(text).readline)
                    if token.type == tokenize.INDENT]
    return all(depth % size == 0 for depth in depths)


def broken_rules(path, data):
    rules = rules_of(path)
    try:
        text = data.decode(rules["charset"])
    except UnicodeDecodeError:
        yield "charset"
        return
    if rules["end_of_line"] == "lf" and "\r" in text:
        yield "end_of_line"
    if rules["insert_final_newline"] == "true" and text and not text.endswith("\n"):
        yield "insert_final_newline"
    if rules["trim_trailing_whitespace"] == "true" and re.search(r"[ \t]+$", text, re.MULTILINE):
        yield "trim_trailing_whitespace"
    # Lines that continue the one before are indented by spaces in a Makefile too.
    wrong = {"space": r"^ *\t", "tab": r"(?<!\\\n)^ +\S"}[rules["indent_style"]]
    if re.search(wrong, text, re.MULTILINE):
        yield "indent_style"
    if path.endswith(".py") and not has_indents_of(int(rules["indent_size"]), text):
        yield "indent_size"


def check_planted():
    for path, data, expected in (
            ("a.cpp", b"int caf\xe9;\n", ["charset"]), ("run", b"#!/bin/sh\r\n", ["end_of_line"]),
            ("A.md", b"end", ["insert_final_newline"]), ("a.h", b"int i; \n", ["trim_trailing_whitespace"]),
            ("a.c", b"\tint i;\n", ["indent_style"]), ("b/Makefile", b"all:\n  cc\n", ["indent_style"]),
            ("a.py", b"if 1:\n  pass\n", ["indent_size"]),
            ("Makefile", b"a = b \\\n  c\nd:\n\techo\n", []), ("a.svg", b"<svg> \n", [])):
        assert list(broken_rules(path, data)) == expected, (path, data, expected)


check_planted()
listed = subprocess.run(["git", "-c", "core.quotePath=false", "ls-files", "--eol"], cwd=ROOT, check=True,
                        capture_output=True, text=True).stdout.splitlines()
assert listed
failed = False
for attributes, path in (line.split("\t") for line in listed):
    broken = list(broken_rules(path, (ROOT / path).read_bytes()))
    if not re.search(r"attr/(text=auto eol=lf|-text) *$", attributes):
        broken.append(".gitattributes")
    failed = failed or bool(broken)
    for rule in broken:
        print(f"{path}: not as {rule} says")
sys.exit(failed)
