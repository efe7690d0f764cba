# SPDX-License-Identifier: MIT
"""What the tests of bench/compare share: two files, and changes planted in one of them."""
import tempfile
import unittest
from unittest import mock

import synthetic

from compare import compare, significance

CASES = [f"{operation}/f32/avx2/p:{p}/n:{n}" for operation in ("dropout", "drop_path")
         for p in (0.1, 0.5) for n in synthetic.SIZES]
PLANTED = CASES[5]


class Comparing(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.find_compare = significance.find_compare
        self.use_compare(None)

    def use_compare(self, path):
        patch = mock.patch.object(significance, "find_compare", lambda: path)
        patch.start()
        self.addCleanup(patch.stop)

    def write(self, name, factors=None, everywhere=1.0, counts=(), **how):
        """factors: case -> (of its time, of its ratio)."""
        benchmarks = []
        for case in CASES:
            time, ratio = (factors or {}).get(case, (1, 1))
            benchmarks += synthetic.rows(case, 100 * time * everywhere, 2 * ratio, **how)
        what = synthetic.content(benchmarks, counts=list(counts))
        return synthetic.write(self.folder, f"{name}.json", what)

    def compare(self, *files):
        code, out, errors = synthetic.run(compare.main, *files)
        self.assertEqual(errors, "")
        return code, out
