# SPDX-License-Identifier: MIT
"""A source of instruction counts (times.py says what a source is): by callgrind on the host, by QEMU for
every target whose compiler and emulator are here."""
import itertools
import json
import re
import shutil

from measure.commands import Unavailable, run
from measure.times import HOST_BUILD
from paths import ROOT

# Presets that build the probe for another machine.
TARGETS = ("m0plus", "m4", "m7", "m33", "m55", "rv32imac", "rv32imafc", "a9", "a53", "aarch64", "armv7")
PROBABILITIES = ("0.1", "0.5", "0.9")
SIZES = (64, 1024, 2048)
SIZES_OF_16_KIB = (64, 1024)  # What such a board holds twice.


def count_calls(bench, emulator, p, n):
    """operation -> instructions an element, of all in one run of the probe."""
    lines = run(ROOT / "bench/count-instructions", bench / "probe", "all", p, n, *emulator)
    return {operation: float(figure) for operation, figure in map(str.split, lines.splitlines())}


class Counts:
    def __init__(self, options):
        self.options = options
        presets = json.loads((ROOT / "CMakePresets.json").read_text())["configurePresets"]
        self.titles = {p["name"]: p["displayName"].split(",")[0] for p in presets if "displayName" in p}
        self.titles["host"] = "this machine"
        self.notes = []
        self.groups = [f"instructions/{target}" for target in ("host", *TARGETS)]

    def measure(self, group, _):
        target = group.split("/")[1]
        try:
            return {"counts": self.count_target(target)}
        except Unavailable as why:
            self.notes.append(f"skipped: counts for {self.titles[target]}: {why}")
            return {}

    def build(self, target):
        """The folder of the target's probe."""
        tool, package = ("valgrind", "valgrind") if target == "host" else ("ninja", "ninja-build")
        if not shutil.which(tool):
            raise Unavailable(f"{tool} is missing: apt-get install {package}")
        if target == "host":
            return HOST_BUILD / "bench"
        run("cmake", "--preset", target)
        run("cmake", "--build", "--preset", target, "--target", "probe")
        return ROOT / "build" / target / "bench"

    def count_target(self, target):
        bench = self.build(target)
        probe = json.loads((bench / "probe.json").read_text())
        emulator = probe["emulator"]
        if emulator and not shutil.which(emulator[0]):
            raise Unavailable(f"{emulator[0]} is missing: apt-get install qemu-user")
        isa, operations = (run(*emulator, bench / "probe", word).split() for word in ("isa", "list"))
        about = {"target": target, "title": self.titles[target], "compiler": probe["compiler"],
                 "isa": isa[0]}
        sizes = SIZES_OF_16_KIB if target == "m0plus" else SIZES
        rows = []
        for p, n in itertools.product(PROBABILITIES, sizes):
            names = {operation: f"{operation}/f32/{'plain' if operation == 'plain_loop' else isa[0]}"
                                f"/p:{p}/n:{n}" for operation in operations if operation != "none"}
            wanted = {key: name for key, name in names.items() if re.search(self.options.filter, name)}
            found = count_calls(bench, emulator, p, n) if wanted else {}
            rows += [{**about, "name": name, "instructions_per_element": found[key]}
                     for key, name in wanted.items()]
        return rows
