# SPDX-License-Identifier: MIT
"""Where the p-values of bench/compare come from, and their correction."""
import random
import unittest

import synthetic

import comparing
import results
from compare import significance
from comparing import CASES, PLANTED

# Stands in for Google's compare.py: reads and writes the same, with p-values that are known.
STUB = """import json, sys
_, dash_d, dump, mode, old, new = sys.argv
assert (dash_d, mode) == ("-d", "benchmarks")
names = [{row["name"] for row in json.load(open(file))["benchmarks"]} for file in (old, new)]
assert names[0] == names[1]
dumped = [{"name": name, "utest": {"cpu_pvalue": P} if "drop_path" in name else {}}
          for name in sorted(names[0])]
json.dump(dumped + [{"name": "OVERALL_GEOMEAN", "utest": {}}], open(dump, "w"))
"""


class PValues(comparing.Comparing):
    def test_noise_is_none_and_needs_the_correction(self):
        source = random.Random(7)
        files = []
        for name in ("old", "new"):
            rows = []
            for n in range(1, 301):
                rows += synthetic.rows(f"dropout/f32/avx2/p:0.1/n:{n}", 100.0,
                                       steps=[source.gauss(0, 2) for _ in range(9)])
            files.append(synthetic.write(self.folder, f"{name}.json", synthetic.content(rows)))
        old, new = map(results.load, files)
        self.assertLess(min(significance.by_scipy(old, new, list(old.rows))), significance.LEVEL)
        corrected, _, _ = significance.p_values(old, new, list(old.rows))
        self.assertGreater(min(corrected.values()), significance.LEVEL)
        code, out = self.compare(*files)
        self.assertEqual((code, "unchanged: 300" in out), (0, True))
        self.assertIn("warning: of 300 cases with 9 repetitions, fewer than 3 changes at once", out)

    def test_the_p_values_are_those_of_googles_tool(self):
        changes = {case: (1.1, 1.1) for case in CASES}
        old, new = self.write("old"), self.write("new", changes)
        for p, slower in ((0.001, 8), (0.03, 0)):  # Half have none; twice 0.03 is above the level.
            stub = synthetic.write(self.folder, "stub.py", STUB.replace("P}", f"{p}}}"))
            self.use_compare(stub)
            _, out = self.compare(old, new)
            self.assertIn(f"by {stub}, corrected for 16 cases\nslower: {slower}\n", out)

    def test_scipy_where_googles_tool_fails(self):
        self.use_compare(synthetic.write(self.folder, "stub.py", "raise SystemExit('no gbench')"))
        code, out = self.compare(self.write("old"), self.write("new", {PLANTED: (1.1, 1.1)}))
        self.assertEqual(code, 1)
        self.assertIn("stub.py failed (no gbench): SciPy did the test instead", out)
        self.assertIn("by scipy.stats.mannwhitneyu", out)

    def test_googles_own_tool_agrees(self):
        found = self.find_compare()
        if not found:
            self.skipTest("no compare.py here: apt-get install libbenchmark-tools")
        old, new = (results.load(self.write(name, {PLANTED: (factor, factor)}))
                    for name, factor in (("old", 1), ("new", 1.01)))
        cases = list(old.rows)
        for one, other in zip(significance.by_google(found, old, new, cases),
                              significance.by_scipy(old, new, cases)):
            self.assertAlmostEqual(one, other, places=9)


if __name__ == "__main__":
    unittest.main()
