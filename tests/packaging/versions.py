#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""versions.py: what is written by hand for tools that read no header names the version of
include/droplet/version.h, and the day of CHANGELOG.md. conanfile.py, meson.build and CMakeLists.txt read it there."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NUMBER = r"(\d+\.\d+\.\d+)"
DAY = r"(\d{4}-\d\d-\d\d)"
# In each file each of these stands at least once. A minor version alone is its beginning.
PLACES = {
    "CHANGELOG.md": [rf"\A(?:(?!## \d).*\n)*## {NUMBER} "],
    "README.md": [r"find_package\(droplet (\d+\.\d+) "],
    "CITATION.cff": [rf"^version: {NUMBER}$", rf"^date-released: {DAY}$"],
    "sbom.cdx.json": [rf'"version": "{NUMBER}"', rf'"purl": "pkg:generic/droplet@{NUMBER}"',
                      rf'"bom-ref": "pkg:generic/droplet@{NUMBER}"', rf'"ref": "pkg:generic/droplet@{NUMBER}"',
                      rf'"dependencies": \["pkg:generic/droplet@{NUMBER}"\]', rf'"timestamp": "{DAY}T'],
    "idf_component.yml": [rf'^version: "{NUMBER}"$'],
    "sbom.yml": [rf'^version: "{NUMBER}"$'],
    "library.json": [rf'"version": "{NUMBER}"'],
    "docs/PACKAGES.md": [rf"droplet/{NUMBER}", rf"libdroplet-dev_{NUMBER}_", rf"droplet-{NUMBER}\.tar"],
}


def faults(name, text, version, day):
    for pattern in PLACES[name]:
        found = re.findall(pattern, text, re.M)
        if not found:
            yield f"{name}: nothing is like {pattern}"
        for what in found:
            right = day if DAY in pattern else version
            if what != right and not (NUMBER not in pattern and right.startswith(f"{what}.")):
                yield f"{name}: {what}, not {right}: {pattern}"


def planted(name, text):
    """The text with each of its places in turn of another version, or without them."""
    for pattern in PLACES[name]:
        begin, end = re.search(pattern, text, re.M).span(1)
        other = re.sub(r"\d$", lambda digit: str((int(digit[0]) + 1) % 10), text[begin:end])
        yield from (f"{text[:begin]}{other}{text[end:]}", re.sub(pattern, "", text, flags=re.M))


def main():
    header = (ROOT / "include/droplet/version.h").read_text()
    version = ".".join(re.findall(r"#define DROPLET_VERSION_(?:MAJOR|MINOR|PATCH) +(\d+)", header))
    day = re.search(rf"^## {re.escape(version)} \({DAY}\)$", (ROOT / "CHANGELOG.md").read_text(), re.M)
    if not day:
        sys.exit(f"CHANGELOG.md has no '## {version} (YYYY-MM-DD)'")
    for name in PLACES:
        if not (ROOT / name).exists():
            sys.exit(f"{name} is missing")
        text = (ROOT / name).read_text()
        if found := list(faults(name, text, version, day[1])):
            sys.exit("\n".join(found))
        for wrong in planted(name, text):
            if not list(faults(name, wrong, version, day[1])):
                sys.exit(f"a planted version is not caught in {name}:\n{wrong}")


main()
