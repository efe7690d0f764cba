# SPDX-License-Identifier: MIT
"""Sources of times: the host's own benchmark, and peers in Python.

A source lists its groups of cases and measures one: a dictionary with any of "benchmarks" (rows in the
shape of Google Benchmark's), "counts", "context" and "packages". `notes` are lines on what is skipped.
"""
import os
import re
import subprocess
import sys

from commands import ROOT, run, written_by

HOST_BUILD = ROOT / "build/bench/host"


def build_host():
    """droplet_bench and the probe, by the compiler that CMake finds."""
    run("cmake", "-S", ROOT, "-B", HOST_BUILD, "-DCMAKE_BUILD_TYPE=Release", "-DDROPLET_BUILD_BENCH=ON",
        "-DDROPLET_BUILD_TESTS=OFF", "-DDROPLET_BUILD_EXAMPLES=OFF")
    run("cmake", "--build", HOST_BUILD, "--parallel", os.cpu_count() or 1, "--target", "droplet_bench",
        "probe")


class Times:
    """droplet_bench: Droplet's operations and the peers in the same binary."""

    def __init__(self, options):
        self.options = options
        self.program = HOST_BUILD / "bench/droplet_bench"
        listed = subprocess.run([self.program, "--benchmark_list_tests",
                                 f"--benchmark_filter={options.filter}"],
                                capture_output=True, text=True)
        if listed.returncode != 0:
            raise RuntimeError(listed.stderr.strip())
        self.notes = [line for line in listed.stderr.splitlines() if line.startswith("skipped: ")]
        self.cases = {}
        for case in listed.stdout.splitlines():
            self.cases.setdefault("/".join(case.split("/")[:3]), []).append(case)
        self.groups = list(self.cases)

    def measure(self, group, folder):
        names = "|".join(re.escape(case) for case in self.cases[group])
        found = written_by([self.program, f"--benchmark_filter=^({names})$",
                            f"--benchmark_repetitions={self.options.repetitions}",
                            f"--benchmark_min_time={self.options.min_time}"],
                           "--benchmark_out", folder / "droplet_bench.json")
        rows = [row for row in found["benchmarks"] if row["run_type"] == "iteration"]
        return {"benchmarks": rows, "context": found["context"]}


class Peers:
    """peers.py: PyTorch and ONNX Runtime, where the interpreter has them."""

    def __init__(self, options):
        self.options = options
        venv = ROOT / "build/venv/bin/python"
        python = os.environ.get("DROPLET_PYTHON") or (venv if venv.exists() else sys.executable)
        self.command = [python, ROOT / "bench/harness/peers.py"]
        listed = subprocess.run([*self.command, "--list"], capture_output=True, text=True)
        if listed.returncode != 0:
            raise RuntimeError(listed.stderr.strip())
        self.notes = [line for line in listed.stderr.splitlines() if line.startswith("skipped: ")]
        self.groups = [group for group in listed.stdout.split()
                       if re.search(options.filter, group) or options.filter == "."]

    def measure(self, group, folder):
        found = written_by([*self.command, f"--filter=^{re.escape(group)}/",
                            f"--repetitions={self.options.repetitions}",
                            f"--min-time={self.options.min_time}"], "--out", folder / "peers.json")
        return {"benchmarks": found["benchmarks"], "packages": found["packages"]}
