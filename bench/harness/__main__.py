# SPDX-License-Identifier: MIT
"""python3 bench/harness MODULE ARGUMENT...: calls the module's main, as in `measure.run --help`.

Not python3 -m, which would look for modules in the user's own folder first.
"""
import importlib
import sys

sys.exit(importlib.import_module(sys.argv[1]).main(sys.argv[2:]))
