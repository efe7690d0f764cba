# SPDX-License-Identifier: MIT
"""The tables of the report and of README.md, in Markdown."""
import textwrap

import names
from markdown_table import table
from names import MARK, NOISY, P, marked
from report import compared

LEGEND = (f"{MARK} The figure's spread, half the distance of the quartiles as a share of the "
          f"median, is above {100 * NOISY:.0f} %.")


def time_cell(found, n):
    if not found:
        return "-"
    return f"{marked(found.cpu_time, names.significant, n)} ({marked(found.ratio, names.ratio)})"


def main_table(result):
    def line(n):
        yield names.size_title(n)
        for isa in result.isas:
            yield time_cell(result.row("dropout", isa, P, n), n)
        best = result.row("dropout", result.best_isa, P, n)
        others = [best and best.limit]
        for peer in (("memcpy", "libc", None, n), ("plain_loop", "native", P, n)):
            found = result.row(*peer)
            others.append(found and found.cpu_time)
        yield from (marked(value, names.significant, n) for value in others)

    isas = map(names.isa_title, result.isas)
    return table(["elements", *isas, "`y = s * x`", "memcpy", "plain loop"],
                 map(list, map(line, result.sizes("dropout"))))


def main_caption(results):
    counts = [len(found.cpu_time.values) for result in results for found in result.rows.values()]
    text = (f"Dropout of float32 at p = {P}, one thread: nanoseconds of CPU time an element and, "
            "in parentheses, the ratio to the machine's limit, which is `y = s * x` by the same "
            "compiler for the same instruction set, timed in the same repetition; the column of "
            "that name is the first instruction set's. Medians of "
            f"{' to '.join(map(str, sorted({min(counts), max(counts)})))} repetitions.")
    return textwrap.fill(text, 108)


def operation_tables(result):
    """The ratio to the limit, a table an operation."""
    best = [case for case in result.rows if case.isa == result.best_isa and case.type == "f32"]
    for operation in dict.fromkeys(case.operation for case in best):
        cases = [case for case in best if case.operation == operation]
        sizes = sorted({case.n for case in cases})
        lines = []
        for p in sorted({case.p for case in cases}):
            found = [result.row(operation, result.best_isa, p, n) for n in sizes]
            lines.append([f"{p:g}", *(marked(each and each.ratio, names.ratio) for each in found)])
        yield f"#### {operation}\n\n{table(['p', *map(names.size_title, sizes)], lines)}"


def types_part(result, isa):
    return (f"Dropout at p = {P}: the ratio to dropout of as many float32, timed in the same repetition, "
            "and in parentheses that to the type's own limit, which is the operation with every element "
            f"kept.\n\n{types_table(result, isa)}")


def types_table(result, isa):
    """Dropout of other types: the ratio to that of floats and, in parentheses, to the limit."""
    cases = [case for case, row in result.rows.items() if case.isa == isa and row.of_floats]
    sizes = sorted({case.n for case in cases})

    def cell(form, type_, n):
        found = result.row(form, isa, P, n, type_)
        return f"{marked(found.of_floats, names.ratio)} ({marked(found.ratio, names.ratio)})" if found else "-"

    return table(["type", "operation", *map(names.size_title, sizes)],
                 [[type_, f"`{form}`", *(cell(form, type_, n) for n in sizes)]
                  for form, type_ in dict.fromkeys((case.operation, case.type) for case in cases)])


def peers_table(result):
    slow = compared.peers(result, P)
    sizes = sorted({n for by_n in slow.values() for n in by_n})
    cases = {(case.operation, case.type): case for case in result.rows}

    def cell(peer, n):
        found = result.row(peer[0], cases[peer].isa, P, n, peer[1])
        if not found:
            return "-"
        time = marked(found.cpu_time, names.significant, n)
        return f"{time} ({marked(slow[peer].get(n), names.ratio)})"

    return table(["peer", "compared with", *map(names.size_title, sizes)],
                 [[names.peer_title(*peer), f"`{compared.against(result, cases[peer])}`",
                   *(cell(peer, n) for n in sizes)] for peer in slow])


def instructions_table(result):
    counted = compared.counted(result, P)
    columns = dict.fromkeys(name for by_name in counted.values() for name in by_name)
    compilers = {(count["title"], case.isa): count["compiler"] for case, count in result.counts}
    head = ["target", "instruction set", "compiler", *(f"`{name}`" for name in columns)]
    return table(head,
                 [[title, names.isa_title(isa), compilers[title, isa],
                   *(f"{by_name[name]:.2f}" if name in by_name else "-" for name in columns)]
                  for (title, isa), by_name in counted.items()])


def with_legend(text):
    return f"{text}\n\n{LEGEND}" if MARK in text else text
