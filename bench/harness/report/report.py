# SPDX-License-Identifier: MIT
"""Tables and charts of one machine or several, from what bench/run wrote.

bench/report RESULT.json... [--out DIR] [--readme]

Writes DIR/report.md (DIR is build/report by default) and its charts as SVG and PNG. With --readme
also the charts of bench/charts, README.md's table of the first machine, and, of several, bench/README.md's
chart of all.
"""
import argparse
import pathlib
import sys

import names
import results
from paths import ROOT
from report import bars, lines, readme, style, tables


def header(result):
    context = result.context
    machine = context["machine"]
    packages = [f"{name} {version}" for name, version in context.get("packages", {}).items()]
    rows = {"machine": f"{names.machine(result)}, {machine.get('architecture', '-')}, "
                       f"{context.get('num_cpus', '-')} CPUs",
            "cores": ", ".join(f"{count} x {kind}" for kind, count in machine.get("cores", {}).items())
                     or "-",
            "pinned to CPU": context.get("pinned_to_cpu", "-"),
            "frequency": ", ".join(" ".join(each) for each in machine.get("frequency", {}).items())
                         or "-",
            "system": machine.get("system", "-"),
            "compiler": context.get("compiler", "-"),
            "flags": f"`{context.get('flags', '-').strip()}`",
            "commit": names.commit(result).removeprefix("commit "),
            "measured": context.get("date", "-"),
            "command": f"`{context.get('command', '-')}`",
            "packages": "; ".join(packages) or "-"}
    return tables.table(["", ""], [[key, value] for key, value in rows.items()])


def sections(result, charts):
    """The report's parts on one machine; `charts`: the kind of a chart -> its file's name."""
    def picture(kind, text):
        return f"![{text}]({charts[kind]}.svg)\n\n" if kind in charts else ""

    yield header(result)
    if result.rows and (warning := names.unsteady(result)):
        yield f"Warning: {warning}."
    if "main" in charts:
        yield (f"### Dropout\n\n{picture('main', 'Time against size')}"
               f"{tables.main_caption([result])}\n\n{tables.main_table(result)}")
    if result.isas:
        yield (f"### Each operation with {names.isa_title(result.best_isa)}\n\nRatio to the "
               "machine's limit for the same traffic: rows are p, columns elements.")
        yield from tables.operation_tables(result)
    for isa in dict.fromkeys(case.isa for case, row in result.rows.items() if row.of_floats):
        yield f"### Types with {names.isa_title(isa)}\n\n{tables.types_part(result, isa)}"
    if "peers" in charts:
        yield (f"### Peers\n\n{picture('peers', 'Peers against Droplet')}Nanoseconds an element at "
               "p = 0.1 and, in parentheses, how many times as long that is as Droplet's operation "
               f"takes, on one thread.\n\n{tables.peers_table(result)}")
    if "instructions" in charts:
        yield (f"### Instructions an element\n\n{picture('instructions', 'Instructions')}"
               f"p = 0.1; counts are not cycles.\n\n{tables.instructions_table(result)}")
    if result.skipped:
        yield "### Skipped\n\n" + "\n".join(f"- {what}" for what in result.skipped)


def draw(result, slug, out):
    """The kind of a chart -> the name of its files, of all that the result has figures for."""
    found = {}
    for kind, chart in (("main", lines.main_chart), ("peers", bars.peers_chart),
                        ("instructions", bars.instructions_chart)):
        if fig := chart(result):
            found[kind] = f"{kind}-{slug}"
            style.save(fig, out, found[kind])
    return found


def write(found, out):
    """report.md and its charts."""
    out.mkdir(parents=True, exist_ok=True)
    labels = names.labels(found)
    parts = ["# Droplet's benchmark"]
    if fig := lines.machines_chart(found, labels):
        style.save(fig, out, "machines")
        parts.append("![Dropout on every machine](machines.svg)")
    for result, label in zip(found, labels):
        body = "\n\n".join(sections(result, draw(result, names.slug(label), out)))
        parts.append(f"## {label}\n\n{tables.with_legend(body)}")
    (out / "report.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def main(arguments):
    parser = argparse.ArgumentParser(prog="bench/report", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", metavar="RESULT.json", nargs="+")
    parser.add_argument("--out", metavar="DIR", type=pathlib.Path, default=ROOT / "build/report")
    parser.add_argument("--readme", action="store_true", help="the parts of README.md and bench/README.md too")
    options = parser.parse_args(arguments)
    try:
        found = list(map(results.load, options.results))
        write(found, options.out)
        if options.readme:
            readme.write(found, ROOT)
    except results.Problem as problem:
        print(f"bench/report: {problem}", file=sys.stderr)
        return 2
    for warning in filter(None, map(names.unsteady, filter(lambda result: result.rows, found))):
        print(f"bench/report: warning: {warning}", file=sys.stderr)
    print(options.out / "report.md")
    return 0
