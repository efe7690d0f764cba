# SPDX-License-Identifier: MIT
"""A table in Markdown."""


def row(cells):
    return "| " + " | ".join(cells) + " |"


def table(head, lines):
    return "\n".join([row(head), "|" + "---|" * len(head), *map(row, lines)])
