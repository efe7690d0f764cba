# SPDX-License-Identifier: MIT
"""Measures the peers that are not in droplet_bench: PyTorch, timm's formulas, ONNX Runtime.

measure.peers --list                             print the groups that can be measured here
measure.peers [--filter REGEX] --out FILE.json   measure the cases whose names match

The file has the rows of Google Benchmark's JSON, one a repetition, with droplet_bench's counters
limit_ns and ratio. The limit is numpy.multiply(x, s, out=y), and times are CPU time, of one thread.
Peers and limit are called from Python, as they are used: at 64 elements both times are mostly that.
A package that is not installed is skipped, with a line that says so.
"""
import argparse
import gc
import itertools
import json
import os
import pathlib
import re
import statistics
import sys

from measure import peer_calls, peer_timing

PROBABILITIES = [0.1, 0.5, 0.9]
SIZES = [64, 1 << 10, 1 << 11, 1 << 16, 1 << 20, 1 << 24]
CHECKED_SIZE = 1 << 16


def check_that_it_drops(numpy, peer, module, p):
    """Of ones, all that is dropped is one value, the least: 0, or alpha dropout's."""
    y = peer.make(module, p, CHECKED_SIZE)()
    y = numpy.asarray(y.float() if hasattr(y, "float") else y).ravel()  # NumPy has no bfloat16.
    share, draws = float(numpy.mean(y == y.min())), CHECKED_SIZE
    if peer.by_rows:
        draws //= peer_calls.row_length(CHECKED_SIZE)
    allowed = 5 * (p * (1 - p) / draws) ** 0.5
    if y.shape != (CHECKED_SIZE,) or abs(share - p) > allowed:
        sys.exit(f"{peer.group} drops {share:.4f} of {y.size} elements and not {p:g} +- "
                 f"{allowed:.4f}, so that its time says nothing. Leave it out with --filter, or "
                 "mend bench/harness/measure/peer_calls.py")


def cases():
    for peer, p in itertools.product(peer_calls.PEERS, PROBABILITIES):
        yield peer, p, [(f"{peer.group}/p:{p:g}/n:{n}", n) for n in SIZES]


def run(modules, options, skipped):
    numpy, results = modules["NumPy"], []
    for peer, p, sizes in cases():
        sizes = [(name, n) for name, n in sizes if options.filter.search(name)]
        if not sizes or peer.package not in modules:
            continue
        module = modules[peer.package]
        try:
            check_that_it_drops(numpy, peer, module, p)
        except RuntimeError as error:  # torch.compile's, where there are no compiler and headers.
            line = f"{peer.group} does not run here: {str(error).strip().splitlines()[0]}"
            if line not in skipped:  # another p's
                skipped.append(line)
                print(f"skipped: {line}", file=sys.stderr)
            continue
        for name, n in sizes:
            rows = peer_timing.measure(name, n, peer.make(module, p, n),
                                       peer_timing.limit_of(numpy, n), options.min_time,
                                       options.repetitions)
            results += rows
            cpu, ratio = (statistics.median(row[key] for row in rows)
                          for key in ("cpu_time", "ratio"))
            print(f"{name}: {cpu:,.0f} ns, {ratio:.2f} times the limit", file=sys.stderr)
    return results


def positive(kind):
    def parse(text):
        try:
            value = kind(text)
        except ValueError:
            value = 0
        if not 0 < value < float("inf"):
            raise argparse.ArgumentTypeError(f"{text} is not above 0: give a positive "
                                             f"{'number' if kind is float else 'whole number'}")
        return value
    return parse


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(prog="measure.peers", description=__doc__, allow_abbrev=False,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="the groups, one a line")
    parser.add_argument("--filter", default="", metavar="REGEX", help="default: every case")
    parser.add_argument("--out", type=pathlib.Path, metavar="FILE.json")
    parser.add_argument("--min-time", type=positive(float), default=0.02, metavar="SECONDS",
                        help="of a repetition, default 0.02")
    parser.add_argument("--repetitions", type=positive(int), default=9, help="default 9")
    options = parser.parse_args(arguments)
    if not options.list and options.out is None:
        parser.error("--out is missing: name the file to write, or give --list")
    folder = options.out.absolute().parent if options.out else pathlib.Path()
    if options.out and (options.out.is_dir() or not os.access(folder, os.W_OK)):
        parser.error(f"--out {options.out} cannot be written: name a file in a folder that exists "
                     "and is yours to write")
    try:
        options.filter = re.compile(options.filter)
    except re.error as error:
        parser.error(f"--filter {options.filter} is not a regular expression: {error}")
    if not any(options.filter.search(name) for _, _, sizes in cases() for name, _ in sizes):
        parser.error(f"--filter {options.filter.pattern} matches no case: a name looks like "
                     f"{next(cases())[2][0][0]}, and --list prints the groups")
    return options


def main(arguments):
    options = parse_arguments(arguments)
    peer_timing.pin()  # Before the packages start threads.
    modules, skipped = peer_calls.load()
    print("".join(f"skipped: {line}\n" for line in skipped), end="", file=sys.stderr)
    if options.list:
        found = [peer.group for peer in peer_calls.PEERS if {"NumPy", peer.package} <= {*modules}]
        print("".join(f"{group}\n" for group in found), end="")
        return 0
    gc.disable()
    rows = run(modules, options, skipped) if "NumPy" in modules else []
    results = {"benchmarks": rows, "packages": peer_calls.versions(modules), "skipped": skipped}
    options.out.write_text(json.dumps(results, indent=1) + "\n")
    return 0
