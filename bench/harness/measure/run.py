# SPDX-License-Identifier: MIT
"""Measures all that this machine can and writes one JSON file, a superset of Google Benchmark's.

Times of Droplet on every ISA of this CPU and of peers in the same binary; PyTorch and ONNX Runtime
where they are installed; instruction counts on this CPU and on every emulated target whose compiler is
here. Ended before its time it keeps what it has: the same command goes on from there.
"""
import argparse
import hashlib
import json
import pathlib
import re
import shutil
import sys
import time

from measure import cores, machine
from measure.commands import Unavailable
from measure.counts import Counts
from measure.parts import Parts
from measure.times import DROPLET_BENCH, Peers, Times, build_host
from paths import ROOT

SOURCES = {"times": Times, "peers": Peers, "counts": Counts}
FOLDER = ROOT / "build/bench"


def parse(arguments):
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(SOURCES), metavar="SOURCES",
                        help="of times, peers and counts, separated by commas (all)")
    parser.add_argument("--filter", default=".", metavar="REGEX",
                        help="cases whose name matches, such as ^dropout/f32/avx2/p:0.1/")
    parser.add_argument("--out", type=pathlib.Path, default=FOLDER / "result.json", metavar="FILE",
                        help="build/bench/result.json")
    parser.add_argument("--repetitions", type=int, default=9, help="of a case (9)")
    parser.add_argument("--min-time", type=float, default=0.01, metavar="SECONDS",
                        help="of a repetition (0.01)")
    parser.add_argument("--cpu", type=int, metavar="N",
                        help="the CPU to time on, as kinds of cores differ (of the fastest kind the last)")
    parser.add_argument("--fresh", action="store_true", help="forget what an interrupted run kept")
    options = parser.parse_args(arguments)
    options.command = " ".join(["bench/run", *arguments])
    options.only = options.only.split(",")
    for name in options.only:
        if name not in SOURCES:
            parser.error(f"--only: '{name}' is none of {', '.join(SOURCES)}")
    try:
        re.compile(options.filter)
    except re.error as why:
        parser.error(f"--filter: '{options.filter}' is no regular expression: {why}")
    if options.repetitions < 1 or not options.min_time > 0:
        parser.error("--repetitions must be at least 1, --min-time above 0")
    allowed = cores.allowed()
    if options.cpu is None:
        options.cpu = cores.fastest(allowed) if allowed else None
    elif options.cpu not in allowed:
        parser.error(f"--cpu: {options.cpu} is none of the CPUs that this process may use: "
                     f"{', '.join(map(str, sorted(allowed))) or 'this system names none'}")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    return options


def key_of(options):
    """What must be the same for an interrupted run to go on."""
    binary = hashlib.sha256(DROPLET_BENCH.read_bytes()).hexdigest()
    return {"binary": binary, **machine.commit(), "filter": options.filter, "cpu": options.cpu,
            "repetitions": options.repetitions, "min_time": options.min_time}


def remaining(spent, measured, left):
    if measured == 0:
        return ""
    minutes = spent / measured * left / 60
    return f", about {minutes:.0f} min left" if minutes >= 1 else ", less than a minute left"


def measure_all(sources, parts):
    """Yields what every group gave, in order; says on standard error where it is."""
    groups = [(source, group) for source in sources for group in source.groups]
    spent, measured = 0.0, 0
    for i, (source, group) in enumerate(groups):
        found = parts.load(group)
        print(f"[{i + 1}/{len(groups)}] {group}", end="", file=sys.stderr, flush=True)
        if found is None:
            begin = time.monotonic()
            found = source.measure(group, parts.folder)
            if found:
                parts.save(group, found)
            spent, measured = spent + time.monotonic() - begin, measured + 1
            rows = len(found.get("counts", [])) or len({row["name"] for row in found.get("benchmarks", [])})
            print(f": {rows} cases{remaining(spent, measured, len(groups) - i - 1)}", file=sys.stderr)
        else:
            print(": kept from before", file=sys.stderr)
        yield found


def merge(found, options, notes):
    result = {"context": {}, "benchmarks": [], "counts": [],
              "skipped": [note.removeprefix("skipped: ") for note in notes]}
    packages = {}
    for part in found:
        result["context"] = result["context"] or part.get("context", {})
        result["benchmarks"] += part.get("benchmarks", [])
        result["counts"] += part.get("counts", [])
        packages.update(part.get("packages", {}))
    isas = [*result["context"].get("isas", "").split(), *(count["isa"] for count in result["counts"])]
    result["context"].update(machine=machine.describe(options.cpu), **machine.commit(),
                             command=options.command, packages=packages, isas=list(dict.fromkeys(isas)))
    result["context"].pop("host_name", None)  # A result is made to be shown.
    options.out.write_text(json.dumps(result, indent=1))


def measure(options):
    print("building for this machine", file=sys.stderr)
    build_host()
    key = key_of(options)
    if options.fresh:
        shutil.rmtree(FOLDER / "unfinished", ignore_errors=True)
    parts = Parts(FOLDER / "unfinished", key)
    if parts.discarded:
        print(f"{parts.discarded} groups were measured on another build or with other options: again",
              file=sys.stderr)
    sources = [SOURCES[name](options) for name in options.only]
    found = list(measure_all(sources, parts))
    notes = [note for source in sources for note in source.notes]
    if not any(part.get("benchmarks") or part.get("counts") for part in found):
        raise RuntimeError(f"nothing was measured: does '{options.filter}' match a name? "
                           f"{DROPLET_BENCH} --benchmark_list_tests shows them")
    merge(found, options, notes)
    parts.clear()
    print("\n".join([*notes, f"written: {options.out}"]), file=sys.stderr)


def main(arguments):
    options = parse(arguments)
    try:
        measure(options)
    except KeyboardInterrupt:
        sys.exit("\ninterrupted: what was measured is kept, and the same command goes on from there")
    except (RuntimeError, Unavailable) as error:
        sys.exit(f"bench/run: {error}")
