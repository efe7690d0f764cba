# SPDX-License-Identifier: MIT
"""coverage.py ROOT: of gcov's JSON, a document a line, the lines that any program ran; exits with 1
where all of src, or the file of an ISA, has less than 95 % of them."""
import collections
import json
import pathlib
import sys

root = pathlib.Path(sys.argv[1])
counts = collections.defaultdict(lambda: collections.defaultdict(int))
for document in sys.stdin:
    for file in json.loads(document)["files"]:
        path = pathlib.Path(file["file"])
        for folder in "src", "platform":
            if (root / folder) in path.parents:
                for line in file["lines"]:
                    counts[str(path.relative_to(root))][line["line_number"]] += line["count"]

short = []


def report(name, lines, is_held):
    run = sum(count != 0 for count in lines)
    share = 100 * run / len(lines)
    print(f"{share:6.2f} %  {run:5} of {len(lines):5} lines  {name}")
    if is_held and share < 95:
        short.append(name)


for name in sorted(counts):
    report(name, counts[name].values(), name.startswith("platform/") and name.endswith(".cpp"))
report("all of src", [count for name in counts if name.startswith("src/") for count in counts[name].values()], True)
print("below 95 %: " + ", ".join(short) if short else "src, and each ISA's file: at least 95 %")
sys.exit(1 if short else 0)
