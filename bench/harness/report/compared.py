# SPDX-License-Identifier: MIT
"""What belongs beside each other: a peer and Droplet, the counts of a target."""
import names
from results import Figure


def against(result, case):
    """The operation of Droplet's that a peer is compared with."""
    ours = {other.operation for other in result.rows if other.isa in result.own_isas}
    return names.counterpart(case.operation, ours)


def peers(result, p):
    """(operation, type) -> {n: how many times as long as Droplet's best instruction set}."""
    found = {}
    for case, row in result.rows.items():
        if case.isa in result.own_isas or case.p != p:
            continue
        ours = result.row(against(result, case), result.best_isa, p, case.n, case.type)
        if ours:
            spread = max(row.cpu_time.spread, ours.cpu_time.spread)
            times = Figure(row.cpu_time.median / ours.cpu_time.median, spread, [])
            found.setdefault((case.operation, case.type), {})[case.n] = times
    return found


def counted(result, p):
    """(title, ISA) -> {operation: instructions an element}; a peer's count goes with each ISA."""
    found, peers_of = {}, {}
    for case, count in result.counts:
        if case.p not in (None, p):
            continue
        ours = case.isa in result.own_isas
        row = found.setdefault((count["title"], case.isa), {}) if ours else peers_of.setdefault(
            count["title"], {})
        row[case.operation] = count["instructions_per_element"]
    for (title, _), row in found.items():
        row.update(peers_of.get(title, {}))
    return found
