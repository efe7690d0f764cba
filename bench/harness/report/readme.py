# SPDX-License-Identifier: MIT
"""README.md's part of the benchmark: charts in bench/charts, a table between two markers."""
import re

import names
from report import bars, lines, style, tables
from results import Problem

BEGIN, END = "<!-- bench -->", "<!-- /bench -->"


def source(result):
    system = result.context["machine"].get("system", "unknown system")
    return (f"{names.machine(result)}, {system}; {names.built(result)}; "
            f"`{result.context.get('command', 'bench/run')}`.")


def picture(fig, folder, name, text):
    style.save(fig, folder, name, ["svg"])
    return f"![{text}](bench/charts/{name}.svg)"


def block(found, folder):
    labels = names.labels(found)
    if fig := lines.machines_chart(found, labels):
        yield picture(fig, folder, "machines", "Dropout on every machine")
    for result, label in zip(found, labels):
        slug = names.slug(label)
        yield picture(lines.main_chart(result), folder, f"main-{slug}",
                      f"Dropout on {label}: time against size")
        if result is found[0]:
            yield tables.main_caption(found)
        yield tables.with_legend(tables.main_table(result))
        yield source(result)
        if fig := bars.peers_chart(result):
            yield picture(fig, folder, f"peers-{slug}", f"Peers against Droplet on {label}")


def write(found, root):
    file = root / "README.md"
    text = file.read_text(encoding="utf-8")
    if not re.search(f"{BEGIN}.*{END}", text, flags=re.DOTALL):
        raise Problem(f"{file} has no line {BEGIN} with a line {END} below it: add both where the "
                      "table belongs")
    for result in found:
        if not lines.has_main(result):
            raise Problem(f"{result.path} has no dropout at p = {names.P}, which README.md shows: "
                          "write it with bench/run, with a wider filter")
    folder = root / "bench/charts"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.svg"):
        old.unlink()  # Of machines that are not in the table any more.
    new = "\n\n".join(block(found, folder))
    text = re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n{new}\n{END}", text, flags=re.DOTALL)
    file.write_text(text, encoding="utf-8")
