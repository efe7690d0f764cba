# SPDX-License-Identifier: MIT
"""Sources of times: the host's own benchmark, and peers in Python.

A source lists its groups of cases and measures one: a dictionary with any of "benchmarks" (rows in the
shape of Google Benchmark's), "counts", "context" and "packages". `notes` are lines on what is skipped.
"""
import os
import re
import subprocess
import sys

from measure import cores, peers
from measure.commands import run, written_by
from paths import ROOT

HOST_BUILD = ROOT / "build/bench/host"
DROPLET_BENCH = HOST_BUILD / "bench/droplet_bench"


def build_host():
    """droplet_bench and the probe, by the compiler that CMake finds."""
    run("cmake", "-S", ROOT, "-B", HOST_BUILD, "-DCMAKE_BUILD_TYPE=Release", "-DDROPLET_BUILD_BENCH=ON",
        "-DDROPLET_BUILD_TESTS=OFF", "-DDROPLET_BUILD_EXAMPLES=OFF")
    run("cmake", "--build", HOST_BUILD, "--parallel", os.cpu_count() or 1, "--target", "droplet_bench",
        "probe")


class Listed:
    """A program that lists what it has, and measures the cases that a regular expression names."""

    def __init__(self, options, command, listing):
        self.options, self.command = options, command
        done = subprocess.run([*command, *listing], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip())
        self.listed = done.stdout.split()
        self.notes = [line for line in done.stderr.splitlines() if line.startswith("skipped: ")]
        self.cases = {}
        for case in self.names():
            self.cases.setdefault("/".join(case.split("/")[:3]), []).append(case)
        self.groups = list(self.cases)

    def written(self, arguments, option, file):
        """On one CPU, the same for all groups."""
        with cores.only(self.options.cpu):
            return written_by([*self.command, *arguments], option, file)

    def pattern(self, group):
        """Of the group's cases, and no others."""
        return f"^({'|'.join(map(re.escape, self.cases[group]))})$"


class Times(Listed):
    """droplet_bench: Droplet's operations and the peers in the same binary."""

    def __init__(self, options):
        super().__init__(options, [DROPLET_BENCH],
                         ["--benchmark_list_tests", f"--benchmark_filter={options.filter}"])

    def names(self):
        return self.listed

    def measure(self, group, folder):
        found = self.written([f"--benchmark_filter={self.pattern(group)}",
                              f"--benchmark_repetitions={self.options.repetitions}",
                              f"--benchmark_min_time={self.options.min_time}"],
                             "--benchmark_out", folder / "droplet_bench.json")
        rows = [row for row in found["benchmarks"] if row["run_type"] == "iteration"]
        return {"benchmarks": rows, "context": found["context"]}


class Peers(Listed):
    """peers.py: PyTorch and ONNX Runtime, where the interpreter has them."""

    def __init__(self, options):
        run(DROPLET_BENCH, "--benchmark_list_tests")  # It refuses to run where times mean nothing.
        venv = ROOT / "build/venv/bin/python"
        python = os.environ.get("DROPLET_PYTHON") or (venv if venv.exists() else sys.executable)
        super().__init__(options, [python, ROOT / "bench/harness", "measure.peers"], ["--list"])

    def names(self):
        """It lists groups, of what is installed; the filter is for cases."""
        return [name for peer, _, sizes in peers.cases() if peer.group in self.listed
                for name, _ in sizes if re.search(self.options.filter, name)]

    def measure(self, group, folder):
        found = self.written([f"--filter={self.pattern(group)}",
                              f"--repetitions={self.options.repetitions}",
                              f"--min-time={self.options.min_time}"], "--out", folder / "peers.json")
        return {"benchmarks": found["benchmarks"], "packages": found["packages"]}
