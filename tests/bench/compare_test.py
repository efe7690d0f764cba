# SPDX-License-Identifier: MIT
"""What bench/compare says, and does not say."""
import json
import os
import pathlib
import subprocess
import sys
import unittest
from unittest import mock

import synthetic

import comparing
from compare import compare, significance
from comparing import CASES, PLANTED


class Comparing(comparing.Comparing):
    def test_a_planted_slow_down(self):
        code, out = self.compare(self.write("old"), self.write("new", {PLANTED: (1.1, 1.1)}))
        self.assertEqual(code, 1)
        self.assertIn(f"slower: 1\n  {PLANTED}: ", out)
        self.assertIn("(+10.0 %), ratio 2.00 -> 2.20", out)
        self.assertIn("faster: 0\nunchanged: 15\n", out)

    def test_a_planted_speed_up(self):
        code, out = self.compare(self.write("old"), self.write("new", {PLANTED: (0.9, 0.9)}))
        self.assertEqual(code, 0)
        self.assertIn(f"slower: 0\nfaster: 1\n  {PLANTED}: ", out)

    def test_a_machine_slower_as_a_whole_is_none(self):
        code, out = self.compare(self.write("old"), self.write("new", everywhere=1.3))
        self.assertEqual(code, 0)
        self.assertIn("slower: 0\nfaster: 0\nunchanged: 16\n", out)

    def test_a_ratio_that_moved_the_other_way_is_none(self):
        code, out = self.compare(self.write("old"), self.write("new", {PLANTED: (1.1, 0.9)}))
        self.assertEqual((code, "unchanged: 16" in out), (0, True))

    def test_within_the_spread_is_none(self):
        # The spread is 5 %, half the noise; with as many repetitions chance is ruled out.
        noisy = {"noise": 0.1, "steps": synthetic.STEPS * 8}
        old = self.write("old", **noisy)
        for factor, code in ((1.045, 0), (1.055, 1)):
            new = self.write("new", {PLANTED: (factor, factor)}, **noisy)
            self.assertEqual(self.compare(old, new)[0], code)

    def test_every_count_that_differs(self):
        same = synthetic.count("apply_mask", "scalar", 4)
        old, new = (self.write(name, counts=[synthetic.count("dropout", "scalar", count), same])
                    for name, count in (("old", 9.92), ("new", 9.91)))
        code, out = self.compare(old, new)
        line = "  Cortex-M4, dropout/f32/scalar/p:0.1/n:1024: 9.92 -> 9.91 instructions an element"
        self.assertIn(f"instruction counts that differ: 1\n{line}", out)
        self.assertEqual((code, self.compare(new, old)[0]), (0, 1))

    def test_cases_in_one_file_and_warnings(self):
        old = self.write("old", steps=(0, 1, -1))
        row = synthetic.rows("dropout/f32/neon/p:0.1/n:64", 1.0)
        both = synthetic.rows(CASES[0], 1.0)
        new = synthetic.write(self.folder, "new.json", synthetic.content(row + both, "Other CPU"))
        _, out = self.compare(old, new)
        self.assertIn(f"only in {old}: 15\n", out)
        self.assertIn(f"only in {new}: 1\n  dropout/f32/neon/p:0.1/n:64\n", out)
        self.assertIn("warning: the machines differ: Made-up CPU and Other CPU", out)
        self.assertIn("warning: there are cases of 3 repetitions: run bench/run with 9", out)

    def test_a_frequency_that_changes_is_told(self):
        old, new = self.write("old"), self.write("new")
        self.assertNotIn("frequency", self.compare(old, new)[1])
        for context, words in (({"frequency": {"governor": "schedutil"}}, "the governor is 'schedutil'"),
                               ({"cpu_scaling_enabled": True}, "scaling is enabled")):
            content = json.loads(pathlib.Path(new).read_text())
            content["context"].update(context)
            content["context"]["machine"].update(context)
            changed = synthetic.write(self.folder, "changed.json", content)
            for files in ((old, changed), (changed, old)):
                self.assertIn(f"warning: {changed}: the CPU's frequency changes while it is measured "
                              f"({words}): as root, cpupower", self.compare(*files)[1])

    def test_bad_input(self):
        code, _, errors = synthetic.run(compare.main, self.write("old"), "/nowhere.json")
        self.assertEqual((code, errors.count("\n")), (2, 1))
        with mock.patch.dict(os.environ, BENCHMARK_COMPARE="/nowhere.py"), \
                mock.patch.object(significance, "find_compare", self.find_compare):
            code, _, errors = synthetic.run(compare.main, self.write("old"), self.write("new"))
        self.assertEqual(code, 2)
        self.assertIn("BENCHMARK_COMPARE=/nowhere.py is not a file: name", errors)

    def test_a_reader_that_leaves(self):
        read, write = os.pipe()
        os.close(read)
        with os.fdopen(write, "wb") as pipe:
            done = subprocess.run([sys.executable, synthetic.HARNESS, "compare.compare",
                                   self.write("old"), self.write("new")],
                                  stdout=pipe, stderr=subprocess.PIPE, check=False)
        self.assertEqual((done.returncode, done.stderr), (2, b""))


if __name__ == "__main__":
    unittest.main()
