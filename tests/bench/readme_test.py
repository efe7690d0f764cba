# SPDX-License-Identifier: MIT
"""The report's parts of README.md and bench/README.md."""
import unittest
from unittest import mock

import synthetic
from reporting import InFolder

from report import readme, report


class Readme(InFolder):
    def setUp(self):
        super().setUp()
        (self.folder / "bench").mkdir()
        self.file = self.folder / "README.md"
        self.result = self.load(synthetic.machine("CPU one", ["avx2", "scalar"]))

    def test_the_part_between_the_markers_alone_changes(self):
        self.file.write_text("before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n")
        for _ in range(2):
            readme.write([self.result], self.folder)
        text = self.file.read_text()
        self.assertTrue(text.startswith("before\n<!-- bench -->\n!["))
        self.assertTrue(text.endswith("\n<!-- /bench -->\nafter\n"))
        self.assertNotIn("old", text)
        for words in ("bench/charts/main-cpu-one.svg", "bench/charts/peers-cpu-one.svg", "| 2 Ki | 0.250 (2.00) | 0.500 (2.00) |",
                      "CPU one, Linux 6.1; GNU 12.2.0, -O3; commit 60efe68 of 2026-11-24",
                      "; `bench/run`."):
            self.assertEqual(text.count(words), 1, words)
        chart = (self.folder / "bench/charts/main-cpu-one.svg").read_text()
        self.assertIn("SPDX-License-Identifier: MIT", chart)

    def test_the_first_machine_here_and_all_in_the_other_file(self):
        self.file.write_text("<!-- bench -->\n<!-- /bench -->\n")
        other = self.folder / "bench/README.md"
        other.write_text("<!-- machines -->\n<!-- /machines -->\n")
        readme.write([self.result, self.load(synthetic.machine("CPU two", ["neon"]))], self.folder)
        text = self.file.read_text()
        self.assertEqual(text.count("main-cpu-one.svg"), 1)
        self.assertNotIn("CPU two", text)
        for words in "(charts/machines.svg)", "- CPU one, Linux 6.1", "- CPU two, Linux 6.1":
            self.assertEqual(other.read_text().count(words), 1, words)
        # Another machine alone: its charts instead of the first one's, and that of all stays.
        readme.write([self.load(synthetic.machine("CPU two", ["neon"]))], self.folder)
        charts = {chart.name for chart in (self.folder / "bench/charts").iterdir()}
        self.assertEqual(charts, {"machines.svg", "main-cpu-two.svg", "peers-cpu-two.svg"})

    def test_missing_markers_are_named(self):
        self.file.write_text("before\n<!-- bench -->\n")
        with mock.patch.object(report, "ROOT", self.folder):
            code, _, errors = synthetic.run(report.main, self.folder / "r.json", "--readme",
                                            "--out", self.folder / "out")
        self.assertEqual(code, 2)
        self.assertRegex(errors, "README.md has no line <!-- bench --> .*<!-- /bench -->.*: add")
        self.assertEqual(self.file.read_text(), "before\n<!-- bench -->\n")


if __name__ == "__main__":
    unittest.main()
