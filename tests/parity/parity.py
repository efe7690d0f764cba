# SPDX-License-Identifier: MIT
"""parity.py LIBRARY: PyTorch's formulas on Droplet's mask give Droplet's bytes, but for these exceptions, each
where the formulas differ and nowhere else:

dropped NaN  a NaN or an infinity times 0 is NaN in PyTorch; Droplet selects it away
signed zero  what is negative times 0 is -0 in PyTorch, whose relu leaves -0 too; Droplet gives +0, in drop_path_add the
             residual, bit for bit
scale        PyTorch's is 1 / float(1 - p), Droplet's float(1 / (1 - p)): at some p its last bit differs
constant     what alpha dropout drops to is a sum of two floats in PyTorch, rounded once in Droplet: likewise

half and bfloat16 are compared with the formula in float, rounded once at the end. PyTorch's own on a CPU rounds the scale
and each step to the type: how many of the kept elements it gives otherwise is counted. blocks.py says where DropBlock differs.
Then, at one p, a bit of all that Droplet writes is changed, which must be seen. Exits with 77 where PyTorch is not installed.
"""
import contextlib
import io
import itertools
import sys

try:
    import torch
except ImportError as error:
    print(f"skipped: parity with PyTorch: {error}: bench/harness/python -m pip install -r tests/python/requirements.txt")
    sys.exit(77)

import blocks
import droplet
import formulas
import inputs
import lists
import schedules
from comparison import Comparison

RATES = (0., 0.1, 0.15, 0.25, 0.5, 0.9, 1.)


def plant(y):
    y.view(inputs.BITS[y.dtype])[0, 0, 0] ^= 1
    return y


def compare(library, rates, change):
    """How many comparisons are wrong."""
    comparison = Comparison(library, change)
    for dtype in droplet.SUFFIX:
        comparison.of_type(dtype, rates)
        lists.compare(comparison, dtype)
    schedules.compare(comparison)
    for p, block in itertools.product(rates, (1, 3, 7, 13)):
        blocks.compare(comparison, p, block)
    print(f"{comparison.elements:,} elements compared, {comparison.wrong} comparisons wrong")
    return comparison.wrong


def main(path):
    torch.set_num_threads(1)  # of which none waits for a busy machine
    library = droplet.Library(path)
    print(f"PyTorch {torch.__version__}; {', '.join(formulas.INSTALLED) or 'neither timm nor torchvision'}; "
          f"Droplet's {library.isa}; p: {', '.join(f'{p:g}' for p in RATES)}")
    wrong = compare(library, RATES, lambda y: y)
    if wrong:
        return 1
    with contextlib.redirect_stdout(io.StringIO()):
        wrong = compare(library, RATES[:1], plant)
    print(f"with a changed bit: {wrong} comparisons wrong")
    return wrong == 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
