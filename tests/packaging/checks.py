# SPDX-License-Identifier: MIT
"""For the checks in Python."""
import sys


def must(what, good, log=""):
    if not good:
        sys.exit(f"{log}\nfailed: {what}")
