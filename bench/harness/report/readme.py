# SPDX-License-Identifier: MIT
"""What README.md and bench/README.md show of the benchmark: charts in bench/charts, and text between
markers. README.md is of the first result, bench/README.md of all machines."""
import re

import names
from report import bars, lines, style, tables
from results import Problem


def source(result):
    system = result.context["machine"].get("system", "unknown system")
    return (f"{names.machine(result)}, {system}; {names.built(result)}; "
            f"`{result.context.get('command', 'bench/run')}`.")


def picture(fig, folder, name, text, path="bench/charts"):
    style.save(fig, folder, name, ["svg"])
    return f"![{text}]({path}/{name}.svg)"


def one_machine(result, folder):
    label = names.labels([result])[0]
    slug = names.slug(label)
    yield picture(lines.main_chart(result), folder, f"main-{slug}",
                  f"Dropout on {label}: time against size")
    yield tables.main_caption([result])
    yield tables.with_legend(tables.main_table(result))
    yield source(result)
    if fig := bars.peers_chart(result):
        yield picture(fig, folder, f"peers-{slug}", f"Peers against Droplet on {label}")


def all_machines(found, folder):
    fig = lines.machines_chart(found, names.labels(found))
    yield picture(fig, folder, "machines", "Dropout on every machine", "charts")
    yield "\n".join(f"- {source(result)}" for result in found)
    if any(row.of_floats for row in found[0].rows.values()):
        isa = found[0].best_isa
        yield f"The first machine, {names.isa_title(isa)}. {tables.types_part(found[0], isa)}"


def replace(file, marker, parts):
    begin, end = f"<!-- {marker} -->", f"<!-- /{marker} -->"
    text = file.read_text(encoding="utf-8")
    pattern = re.compile(f"{begin}.*{end}", flags=re.DOTALL)
    if not pattern.search(text):
        raise Problem(f"{file} has no line {begin} with a line {end} below it: add both where the "
                      "figures belong")
    new = "\n\n".join(parts)
    file.write_text(pattern.sub(lambda _: f"{begin}\n{new}\n{end}", text), encoding="utf-8")


def write(found, root):
    for result in found:
        if not lines.has_main(result):
            raise Problem(f"{result.path} has no dropout at p = {names.P}, which README.md shows: "
                          "write it with bench/run, with a wider filter")
    folder = root / "bench/charts"
    folder.mkdir(exist_ok=True)
    old = {chart for chart in folder.glob("*.svg") if chart.stem != "machines"}
    replace(root / "README.md", "bench", one_machine(found[0], folder))
    if len(found) > 1:
        replace(root / "bench/README.md", "machines", all_machines(found, folder))
    text = (root / "README.md").read_text(encoding="utf-8")
    for chart in old:
        if chart.name not in text:
            chart.unlink()  # Of a machine that is not shown any more.
