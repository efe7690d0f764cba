# SPDX-License-Identifier: MIT
"""Reads what bench/run writes: one file a machine and run, a superset of Google Benchmark's JSON.

load(path) checks the file and condenses the repetitions of every case. What is wrong with a file is
a Problem, of one line that names the file, the value and the remedy.
"""
import json
import math
import pathlib
import re
import statistics
from typing import NamedTuple

NANOSECONDS = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}
NAME = re.compile(r"(\w+)/(\w+)/(\w+)(?:/p:([\d.e+-]+))?/n:(\d+)")


class Problem(Exception):
    """What is wrong with an input, and what to do about it."""


class Case(NamedTuple):
    operation: str
    type: str
    isa: str
    p: float | None  # a copy has none
    n: int

    def __str__(self):
        rate = "" if self.p is None else f"/p:{self.p:g}"
        return f"{self.operation}/{self.type}/{self.isa}{rate}/n:{self.n}"


class Figure(NamedTuple):
    median: float
    spread: float  # half the distance of the quartiles, as a share of the median
    values: list  # of the repetitions


class Row(NamedTuple):
    """A case's figures. Times are nanoseconds a call."""
    cpu_time: Figure
    real_time: Figure
    ratio: Figure | None  # to the machine's limit
    limit: Figure | None
    of_floats: Figure | None  # the ratio to the same operation on as many floats


class Result(NamedTuple):
    path: str
    context: dict
    rows: dict  # Case -> Row
    counts: list  # of (Case, what the file says of it)
    skipped: list

    @property
    def own_isas(self):
        """Droplet's instruction sets, in the order in which it chooses one; all else are peers."""
        # Files of before 2026-11-26 do not say; no peer has an operation called dropout.
        found = (case.isa for case in self.rows if case.operation == "dropout")
        return self.context.get("isas") or list(dict.fromkeys(found))

    @property
    def isas(self):
        """Those that were timed."""
        found = {case.isa for case in self.rows}
        return [isa for isa in self.own_isas if isa in found]

    @property
    def best_isa(self):
        """The one that Droplet chooses here by itself, whatever was fastest."""
        return self.isas[0] if self.isas else None

    def row(self, operation, isa, p, n, type_="f32"):
        return self.rows.get(Case(operation, type_, isa, p, n))

    def sizes(self, *operations):
        return sorted({case.n for case in self.rows if case.operation in operations})


def decode(path, name):
    found = NAME.fullmatch(str(name))
    if not found:
        raise Problem(f"{path}: the name {name!r} is not operation/type/ISA/p:P/n:N: write the "
                      "file with the bench/run of this commit")
    operation, type_, isa, p, n = found.groups()
    return Case(operation, type_, isa, p and float(p), int(n))


def condense(values):
    middle = statistics.median(values)
    if len(values) < 2:
        return Figure(middle, math.inf, values)  # Nothing is known of its noise.
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return Figure(middle, (high - low) / 2 / middle, values)


def read(path):
    again = "write it with bench/run"
    try:
        content = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise Problem(f"{path}: {error.strerror}: {again}") from error
    except ValueError as error:
        raise Problem(f"{path} is not JSON ({error}): {again}") from error
    if not isinstance(content, dict) or not isinstance(content.get("context"), dict):
        raise Problem(f"{path} is not a result file, as it has no context: {again}")
    if not isinstance(content["context"].get("machine"), dict):
        raise Problem(f"{path} does not say on what machine it was made (context.machine), as "
                      f"Google Benchmark's own output does not: {again}")
    if not content.get("benchmarks") and not content.get("counts"):
        raise Problem(f"{path} holds no benchmarks and no counts: {again}, with a wider filter")
    return content


def number(path, row, key):
    value = row.get(key)
    if isinstance(value, (int, float)) and 0 < value < math.inf:
        return value
    raise Problem(f"{path}: {key} of {row['name']} is {value!r}, not a positive number: measure it "
                  "again with bench/run")


def condense_rows(path, rows):
    def times(key):
        return [number(path, row, key) * NANOSECONDS[row.get("time_unit", "ns")] for row in rows]

    cpu = times("cpu_time")
    ratios = [number(path, row, "ratio") for row in rows if "ratio" in row]
    if len(ratios) < len(rows):
        return Row(condense(cpu), condense(times("real_time")), None, None, None)
    # What limit_ns says too; a row needs no more than its ratio.
    limits = [time / ratio for time, ratio in zip(cpu, ratios)]
    of_floats = [number(path, row, "of_f32") for row in rows if "of_f32" in row]
    return Row(condense(cpu), condense(times("real_time")), condense(ratios), condense(limits),
               condense(of_floats) if len(of_floats) == len(rows) else None)


def load(path):
    content = read(path)
    groups, skipped = {}, list(content.get("skipped", []))
    for row in content.get("benchmarks", []):
        if row.get("error_occurred"):
            skipped.append(f"{row['name']}: {row.get('error_message', 'failed')}")
        elif row.get("run_type", "iteration") == "iteration":
            groups.setdefault(decode(path, row.get("name")), []).append(row)
    rows = {case: condense_rows(path, group) for case, group in groups.items()}
    counts = [(decode(path, count["name"]), count) for count in content.get("counts", [])]
    if not rows and not counts:
        raise Problem(f"{path} holds no benchmarks that ran: write it with bench/run")
    return Result(str(path), content["context"], rows, counts, skipped)
