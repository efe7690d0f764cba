# SPDX-License-Identifier: MIT
"""Whether repetitions differ by more than chance: the Mann-Whitney U test, two-sided, of CPU times.

Google Benchmark's compare.py does the test where it is found, SciPy where it is not.
"""
import itertools
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

from scipy.stats import false_discovery_control, mannwhitneyu

from paths import ROOT
from results import Problem

LEVEL = 0.05


def find_compare():
    """Google's compare.py, or None."""
    named = os.environ.get("BENCHMARK_COMPARE")
    if named and not pathlib.Path(named).is_file():
        raise Problem(f"BENCHMARK_COMPARE={named} is not a file: name Google Benchmark's "
                      "tools/compare.py, or unset it")
    places = [named, "/usr/share/benchmark/compare.py",
              *sorted(ROOT.glob("build/*/_deps/benchmark-src/tools/compare.py"))]
    return next((str(place) for place in places if place and pathlib.Path(place).is_file()), None)


def for_google(result, cases, file):
    """Only the repetitions of these cases: it reads aggregates, and what failed, as cases too."""
    rows = [{"name": str(case), "run_type": "iteration", "time_unit": "ns", "cpu_time": cpu,
             "real_time": real}
            for case in cases for cpu, real in zip(result.rows[case].cpu_time.values,
                                                   result.rows[case].real_time.values)]
    file.write_text(json.dumps({"context": {}, "benchmarks": rows}), encoding="utf-8")
    return file


def by_google(compare, old, new, cases):
    """The p-values in the cases' order; a Problem where compare.py does not run."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        files = [for_google(result, cases, folder / f"{name}.json")
                 for name, result in (("old", old), ("new", new))]
        dump = folder / "dump.json"
        done = subprocess.run([sys.executable, compare, "-d", dump, "benchmarks", *files],
                              capture_output=True, text=True, check=False)
        if done.returncode or not dump.is_file():
            last = (done.stderr.strip().splitlines() or ["it wrote nothing"])[-1]
            raise Problem(f"{compare} failed ({last})")
        tests = {entry["name"]: entry["utest"] for entry in json.loads(dump.read_text())}
    return [tests[str(case)].get("cpu_pvalue", 1.0) for case in cases]  # None of one repetition.


def by_scipy(old, new, cases):
    return [float(mannwhitneyu(old.rows[case].cpu_time.values, new.rows[case].cpu_time.values,
                               alternative="two-sided").pvalue) for case in cases]


def p_values(old, new, cases):
    """(case -> p corrected for the number of cases by Benjamini and Hochberg, by what, warning)."""
    found, warning, by = None, None, find_compare()
    if by and cases:
        try:
            found = by_google(by, old, new, cases)
        except Problem as problem:
            warning = f"{problem}: SciPy did the test instead"
    if found is None:
        found, by = by_scipy(old, new, cases), "scipy.stats.mannwhitneyu"
    corrected = false_discovery_control(found) if cases else []
    return dict(zip(cases, map(float, corrected))), by, warning


def detectable(cases, repetitions):
    """How many must change at once before any can be told from chance, and how many repetitions it
    takes to tell a single one."""
    def least(count):
        apart = mannwhitneyu(range(count), range(count, 2 * count), alternative="two-sided")
        return math.ceil(cases * apart.pvalue / LEVEL)

    enough = next(count for count in itertools.count(repetitions) if least(count) <= 1)
    return least(repetitions), enough
