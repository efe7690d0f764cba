# SPDX-License-Identifier: MIT
"""What the tests of bench/report share: a folder of their own, and results in it."""
import pathlib
import tempfile
import unittest

import synthetic

import results


class InFolder(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def load(self, what):
        return results.load(synthetic.write(self.folder, "r.json", what))
