# SPDX-License-Identifier: MIT
"""A source of instruction counts (times.py says what a source is): by callgrind on the host, by QEMU for
every target whose compiler and emulator are here."""
import json
import re
import shutil

from commands import ROOT, Unavailable, run
from times import HOST_BUILD

# Presets that build the probe for another machine.
TARGETS = ("m0plus", "m4", "m7", "m33", "m55", "a9", "a53", "aarch64", "armv7")
PROBABILITIES = ("0.1", "0.5", "0.9")
SIZES = (64, 1024, 2048)
SIZES_OF_16_KIB = (64, 1024)  # What such a board holds twice.


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
        isa = run(*emulator, bench / "probe", "isa").strip()
        about = {"target": target, "title": self.titles[target], "compiler": probe["compiler"]}
        sizes = SIZES_OF_16_KIB if target == "m0plus" else SIZES
        return [{**about, **row} for p in PROBABILITIES for n in sizes
                for row in self.count_calls(bench, emulator, isa, p, n)]

    def count_calls(self, bench, emulator, isa, p, n):
        lines = run(ROOT / "bench/count-instructions", bench / "probe", "all", p, n, *emulator)
        for line in lines.splitlines():
            operation, figure = line.split()
            by = "plain" if operation == "plain_loop" else isa
            name = f"{operation}/f32/{by}/p:{p}/n:{n}"
            if re.search(self.options.filter, name):
                yield {"name": name, "instructions_per_element": float(figure)}
