# SPDX-License-Identifier: MIT
"""same_flags.py CMAKE MESON: two compile_commands.json, in which each source of the library has the same flags
that decide what is computed and where it runs, however they are ordered."""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DECIDES = re.compile(r"-(m|std=|DDROPLET_|f(?!diagnostics-color|PIC))")


def read(path):
    """{a source of the library: its flags}"""
    flags = {}
    for entry in json.loads(pathlib.Path(path).read_text()):
        output = re.search(r"(?<= -o )\S+", entry["command"])[0]
        source = re.search(r"(src|platform)/\w+\.cpp$", entry["file"])
        if source and re.search(r"(^|/)(droplet\.dir|libdroplet\w*\.a\.p)/", output):
            flags[source[0]] = {word for word in entry["command"].split() if DECIDES.match(word)}
    return flags


cmake, meson = map(read, sys.argv[1:])
different = [f"{source}: CMake {sorted(cmake[source] - meson.get(source, set()))}, "
             f"Meson {sorted(meson.get(source, set()) - cmake[source])}"
             for source in cmake if cmake[source] != meson.get(source)]
sources = (ROOT / "src/sources.txt").read_text().split()
missing = [source for source in sources if source.startswith("src/") and not cmake.get(source)]
if different or missing or meson.keys() != cmake.keys():
    sys.exit("\n".join([*different, f"without flags: {missing}", f"in one alone: {cmake.keys() ^ meson.keys()}"]))
