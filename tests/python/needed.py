# SPDX-License-Identifier: MIT
"""What a test needs of PyPI: where it is missing, the test says so and is skipped."""
import importlib
import sys


def need(*modules):
    for name in modules:
        try:
            importlib.import_module(name)
        except ImportError as error:
            print(f"skipped: {name}: {error}: bench/harness/python -m pip install -r tests/python/requirements.txt")
            sys.exit(77)
