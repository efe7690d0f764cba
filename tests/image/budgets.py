#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What Droplet costs an image on each target, and what it may cost.

budgets.py check BUILD_DIR...    measure, and compare with budgets.csv
budgets.py accept BUILD_DIR...   measure, and record what was measured
budgets.py planted BUILD_DIR     check that a doctored budgets.csv fails
budgets.py readme [--check]      write the tables of README.md from budgets.csv, or compare them

Bytes of Droplet's own code and constants, and of stack, may grow by 5 %, instructions an element by
2 %; a row's limit, where it has one, holds always.
"""
import csv
import json
import os
import pathlib
import subprocess
import sys

import stack
import tables

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RECORDED = HERE / "budgets.csv"
FIELDS = ["target", "unit", "name", "recorded", "limit", "made_by"]
GROWTH = {"bytes": 1.05, "stack bytes": 1.05, "instructions": 1.02}
SMALL = ("describe", "fold_in", "isa_name", "rate", "rate_keep", "rate_valid")
OPERATIONS = ["dropout", "apply_mask", "drop_path_add", "plain_loop"]


def read_settings(build_dir):
    text = (pathlib.Path(build_dir) / "tests/image/measure.txt").read_text()
    probe = json.loads((pathlib.Path(build_dir) / "bench/probe.json").read_text())
    return {**dict(line.split("=", 1) for line in text.splitlines()), **probe}


def symbols(nm, file, *options):
    """name -> bytes, of code and constants."""
    out = subprocess.run([nm, "-S", "-t", "d", *options, file], check=True, capture_output=True,
                         text=True).stdout
    rows = [line.split() for line in out.splitlines()]
    return {row[3]: int(row[1]) for row in rows if len(row) == 4 and row[2] in "tTrRwWvV"}


def measure_bytes(settings):
    """(unit, name) -> bytes: Droplet's own, and what else it makes the linker take."""
    images = pathlib.Path(settings["images"])
    own = symbols(settings["nm"], settings["library"], "--defined-only")
    without = symbols(settings["nm"], images / "size_none") if images.joinpath(
        "size_none").exists() else {}
    results = {}
    for image in sorted(images.glob("size_*")):
        name = image.name[len("size_"):]
        if name == "none":
            continue
        # Constructors have two names for one body.
        found = {k: v for k, v in symbols(settings["nm"], image).items() if "C2E" not in k}
        results["bytes", name] = sum(v for k, v in found.items() if k in own)
        results["helper bytes", name] = sum(
            v for k, v in found.items() if k not in own and k not in without)
    return results


def measure_stack(settings):
    """("stack bytes", name) -> bytes, for every operation."""
    if not settings["stack_image"]:
        return {}
    found, _ = stack.deepest(settings["objdump"], settings["frames"], settings["stack_image"])
    return {("stack bytes", name): size for name, (size, _) in sorted(found.items())
            if name not in SMALL}


def count(settings, probe, operation):
    elements = "2048" if settings["target"] == "m0plus" else "4096"
    command = [ROOT / "bench/count-instructions", probe, operation, "0.1", elements,
               *settings["emulator"]]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(out.split()[1])


def measure(build_dir):
    settings = read_settings(build_dir)
    results = {**measure_bytes(settings), **measure_stack(settings)}
    for operation in OPERATIONS:
        results["instructions", operation] = count(settings, settings["probe"], operation)
        if settings["scalar_probe"] and operation != "plain_loop":
            results["instructions", f"scalar {operation}"] = count(
                settings, settings["scalar_probe"], operation)
    made_by = f"{settings['compiler']}, {settings['optimization']}"
    return {(settings["target"], *key): (value, made_by) for key, value in results.items()}


def load():
    with RECORDED.open() as file:
        return {(r["target"], r["unit"], r["name"]): r for r in csv.DictReader(file)}


def save(rows):
    with RECORDED.open("w", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows.values())


def complaints(measured, rows, build_dir):
    for key, (value, _) in measured.items():
        what, row = " ".join(key), rows.get(key)
        accept = f"; to accept it: tests/image/budgets.py accept {build_dir}"
        if row is None:
            yield f"{what}: {value:g} is not recorded{accept}"
            continue
        recorded = float(row["recorded"])
        if value > recorded * GROWTH.get(key[1], 2):
            yield f"{what}: {value:g} is more than the recorded {recorded:g} by " \
                  f"{100 * (value / recorded - 1):.1f} %{accept}"
        if row["limit"] and value > float(row["limit"]):
            yield f"{what}: {value:g} is above its limit of {row['limit']}, which no one may accept"


def check(build_dir, rows):
    measured = measure(build_dir)
    for key, (value, _) in measured.items():
        recorded = float(rows[key]["recorded"]) if key in rows else None
        better = "" if recorded is None or value >= recorded else ", less: record it with `accept`"
        print(f"{' '.join(key)}: {value:g} (recorded {recorded}{better})")
    found = list(complaints(measured, rows, build_dir))
    plain, fused = (measured[next(iter(measured))[0], "instructions", name][0]
                    for name in ("plain_loop", "dropout"))
    if fused >= plain and next(iter(measured))[0] != "m0plus":
        found.append(f"dropout takes {fused:g} instructions an element, the plain loop {plain:g}")
    print("\n".join(found))
    return not found


def accept(build_dir):
    rows = load()
    for key, (value, made_by) in measure(build_dir).items():
        limit = rows[key]["limit"] if key in rows else ""
        rows[key] = dict(zip(FIELDS, (*key, f"{value:g}", limit, made_by)))
    save(rows)


def planted(build_dir):
    rows = load()
    target = read_settings(build_dir)["target"]
    for key, row in rows.items():
        if key[0] == target and key[1] in GROWTH:
            row["recorded"] = str(float(row["recorded"]) / (GROWTH[key[1]] + 0.01))
    return not check(build_dir, rows)


def main():
    os.chdir(ROOT)
    command, arguments = (sys.argv[1:2] or [""])[0], sys.argv[2:]
    if command == "accept" and arguments:
        for build_dir in arguments:
            accept(build_dir)
        return 0
    if command == "check" and arguments:
        return 0 if all([check(build_dir, load()) for build_dir in arguments]) else 1
    if command == "planted" and len(arguments) == 1:
        return 0 if planted(arguments[0]) else 1
    if command == "readme":
        return tables.write(load(), ROOT / "README.md", only_check="--check" in arguments)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
