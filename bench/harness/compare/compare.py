# SPDX-License-Identifier: MIT
"""What became faster or slower from one result file to another, beyond the noise.

bench/compare OLD.json NEW.json

A case has changed when the repetitions' CPU times differ beyond chance (Mann-Whitney U test, p
below 0.05 after Benjamini and Hochberg's correction for the number of cases) and both its time and
its ratio to the machine's limit moved, the same way and by more than either file's spread: a
machine that was busier on one day moves the times alone. Instruction counts are exact, and any
difference is one. BENCHMARK_COMPARE names Google Benchmark's compare.py where it is not in one of
its usual places.

Exits with 0 where nothing became slower or takes more instructions, with 1 where something did,
with 2 where a file cannot be read or who reads the output leaves.
"""
import argparse
import os
import sys

import names
import results
from compare import significance

ENOUGH = 9  # repetitions


def movement(old, new):
    """The change as a share of the old median; 0 where it is within either spread."""
    if not old or not new:
        return 0
    change = new.median / old.median - 1
    return change if abs(change) > max(old.spread, new.spread) else 0


def changed(old, new, corrected):
    """case -> change of its time, of those that have changed."""
    found = {}
    for case, p in corrected.items():
        time = movement(old.rows[case].cpu_time, new.rows[case].cpu_time)
        ratio = movement(old.rows[case].ratio, new.rows[case].ratio)
        if p < significance.LEVEL and time * ratio > 0:
            found[case] = time
    return found


def describe(case, change, old, new, p):
    before, after = old.rows[case], new.rows[case]
    times = (names.significant(row.cpu_time.median / case.n) for row in (before, after))
    ratios = (names.ratio(row.ratio.median) for row in (before, after))
    return (f"  {case}: {' -> '.join(times)} ns an element ({100 * change:+.1f} %), "
            f"ratio {' -> '.join(ratios)}, p = {p:.2g}")


def counts(result):
    return {(count["title"], str(case)): count["instructions_per_element"]
            for case, count in result.counts}


def compare_counts(old, new):
    """(the lines to print, whether any count grew)."""
    before, after = counts(old), counts(new)
    both = [key for key in before if key in after and before[key] != after[key]]
    lines = [f"  {', '.join(key)}: {before[key]:g} -> {after[key]:g} instructions an element "
             f"({100 * (after[key] / before[key] - 1):+.1f} %)" for key in both]
    return lines, any(after[key] > before[key] for key in both)


def warnings(old, new, cases):
    if names.machine(old) != names.machine(new):
        yield f"the machines differ: {names.machine(old)} and {names.machine(new)}"
    if not cases:
        return
    yield from filter(None, map(names.unsteady, (old, new)))
    fewest = min(len(result.rows[case].cpu_time.values) for result in (old, new) for case in cases)
    if fewest < ENOUGH:
        yield f"there are cases of {fewest} repetitions: run bench/run with {ENOUGH} at least"
    least, enough = significance.detectable(len(cases), fewest)
    if least > 1:
        yield (f"of {len(cases):,} cases with {fewest} repetitions, fewer than {least:,} "
               f"changes at once cannot be told from chance: run bench/run with {enough}")


def section(title, lines):
    print(f"{title}: {len(lines):,}", *lines, sep="\n")


def compare(old, new):
    """Prints the comparison; returns whether something became slower."""
    cases = [case for case in old.rows if case in new.rows]
    corrected, by, failure = significance.p_values(old, new, cases)
    for text in filter(None, [failure, *warnings(old, new, cases)]):
        print(f"warning: {text}")
    print(f"from {old.path} ({names.commit(old)}) to {new.path} ({names.commit(new)})",
          f"p-values: Mann-Whitney U test by {by}, corrected for {len(cases):,} cases", sep="\n")
    found = changed(old, new, corrected)
    slower, faster = ([describe(case, change, old, new, corrected[case])
                       for case, change in sorted(found.items(), key=lambda item: -abs(item[1]))
                       if (change > 0) == is_slower] for is_slower in (True, False))
    section("slower", slower)
    section("faster", faster)
    print(f"unchanged: {len(cases) - len(found):,}")
    lines, grew = compare_counts(old, new)
    section("instruction counts that differ", lines)
    for one, other in ((old, new), (new, old)):
        names_of = [set(map(str, each.rows)) | {", ".join(key) for key in counts(each)}
                    for each in (one, other)]
        section(f"only in {one.path}", [f"  {name}" for name in sorted(names_of[0] - names_of[1])])
    return bool(slower) or grew


def main(arguments):
    parser = argparse.ArgumentParser(prog="bench/compare", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", metavar="OLD.json")
    parser.add_argument("new", metavar="NEW.json")
    options = parser.parse_args(arguments)
    try:
        slower = compare(results.load(options.old), results.load(options.new))
        sys.stdout.flush()
    except results.Problem as problem:
        print(f"bench/compare: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # Its reader, such as head, has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    return int(slower)
