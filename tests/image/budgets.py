#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What Droplet costs an image on each target, and what it may cost.

budgets.py check BUILD_DIR...    measure, and compare with budgets.csv; and see that what grew is found, row by row
budgets.py accept BUILD_DIR...   measure, and record what was measured
budgets.py documents [--check]   write the tables of README.md and docs/SIZES.md from budgets.csv, or compare
                                 them

Bytes of Droplet's own code and constants, and of stack, may grow by 5 %, instructions by 2 %; a row's
limit, where it has one, holds always.
"""
import csv
import os
import pathlib
import sys

import documents
from measures import measure

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RECORDED = HERE / "budgets.csv"
FIELDS = ["target", "unit", "name", "recorded", "limit", "made_by"]
GROWTH = {**dict.fromkeys(("bytes", "bytes beside float", "stack bytes", "stack bytes -O2", "stack bytes -Og", "deepest stack bytes"), 1.05),
          **dict.fromkeys(("instructions", "identity instructions", "instructions a call", "step instructions"), 1.02)}

MOST_BESIDE_FLOAT = 400  # what dropout of any further type may cost an image on Cortex-M4


def load():
    with RECORDED.open() as file:
        return {(r["target"], r["unit"], r["name"]): r for r in csv.DictReader(file)}


def save(rows):
    with RECORDED.open("w", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows.values())


def complaints(measured, rows, build_dir):
    for key, (value, made_by) in measured.items():
        what, row = " ".join(key), rows.get(key)
        if row and key[0] == "x86_64" and row["made_by"] != made_by:
            print(f"skipped: {what} was recorded by {row['made_by']}, this is {made_by}")
            continue
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


def unnoticed(measured, target):
    """Whether growth is seen: rows whose record is made so small that what was measured is too much, and no one complains."""
    rows = load()
    doctored = [key for key in rows if key[0] == target and key[1] in GROWTH]
    for key in filter(measured.get, doctored):
        value, made_by = measured[key]
        # As this compiler's, or the host's would be skipped.
        rows[key].update(recorded=str(value / (GROWTH[key[1]] + 0.01)), made_by=made_by)
    found = list(complaints(measured, rows, target))
    missed = [what for what in map(" ".join, doctored) if not any(line.startswith(f"{what}: ") for line in found)]
    print(f"{len(doctored)} rows planted that grew; unnoticed: {', '.join(missed) or 'none'}")
    return [f"the growth of {what} would not be seen" for what in missed] if doctored else ["no row is recorded"]


def check(build_dir, rows):
    measured = measure(build_dir)
    for key, (value, _) in measured.items():
        recorded = float(rows[key]["recorded"]) if key in rows else None
        better = "" if recorded is None or value >= recorded else ", less: record it with `accept`"
        print(f"{' '.join(key)}: {value:g} (recorded {recorded}{better})")
    found = list(complaints(measured, rows, build_dir))
    target = next(iter(measured))[0]
    found += [f"{name} takes {value} bytes beside float's, and may take {MOST_BESIDE_FLOAT}"
              for (_, unit, name), (value, _) in measured.items()
              if (target, unit) == ("m4", "bytes beside float") and value > MOST_BESIDE_FLOAT]
    plain, fused = (measured.get((target, "instructions", name), (0,))[0]
                    for name in ("plain_loop", "dropout"))
    if fused > plain and target not in ("m0plus", "rv32imac"):  # whose time is soft floating point
        found.append(f"dropout takes {fused:g} instructions an element, the plain loop {plain:g}")
    found += unnoticed(measured, target)
    print("\n".join(found))
    return not found


def accept(build_dir):
    rows = load()
    for key, (value, made_by) in measure(build_dir).items():
        limit = rows[key]["limit"] if key in rows else ""
        rows[key] = dict(zip(FIELDS, (*key, f"{value:g}", limit, made_by)))
    save(rows)


def main():
    os.chdir(ROOT)
    command, arguments = (sys.argv[1:2] or [""])[0], sys.argv[2:]
    if command == "accept" and arguments:
        for build_dir in arguments:
            accept(build_dir)
        return 0
    if command == "check" and arguments:
        return 0 if all([check(build_dir, load()) for build_dir in arguments]) else 1
    if command == "documents":
        return documents.write(load(), ROOT, only_check="--check" in arguments)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
