# SPDX-License-Identifier: MIT
"""The report and its charts."""
import unittest
import xml.etree.ElementTree

import synthetic
from reporting import InFolder

from report import bars, lines, report, style, tables


class Tables(InFolder):
    def test_marks_above_five_percent_and_missing_cases(self):
        found = self.load(synthetic.content([
            *synthetic.rows("dropout/f32/avx2/p:0.1/n:64", 64.0, noise=0.102),
            *synthetic.rows("dropout/f32/avx2/p:0.1/n:1024", 1024.0, noise=0.098),
            *synthetic.rows("dropout/f32/scalar/p:0.1/n:64", 128.0)]))
        lines = tables.main_table(found).splitlines()
        self.assertEqual(lines[2], "| 64 | 1.00† (2.00†) | 2.00 (2.00) | 0.500 | - | - |")
        self.assertEqual(lines[3], "| 1 Ki | 1.00 (2.00) | - | 0.500 | - | - |")
        self.assertIn("above 5 %", tables.with_legend("\n".join(lines)))
        self.assertNotIn("above 5 %", tables.with_legend(lines[3]))

    def test_operations_peers_and_instructions(self):
        found = self.load(synthetic.machine("Made-up CPU", ["avx2", "scalar"]))
        drop_path = list(tables.operation_tables(found))[1]
        self.assertIn("#### drop_path\n", drop_path)
        self.assertIn("| 0.5 | 2.00 | 2.00 | 2.00 | 2.00 |", drop_path)
        # 2 ns an element and 5000 a call, against 0.25; 1 and 9000 against drop path's.
        peers = tables.peers_table(found)
        self.assertIn("| PyTorch dropout | `dropout` | 80.1 (320) | 4.44 (17.8) |", peers)
        self.assertIn("| timm drop path | `drop_path` | 142 (566) | 5.39 (21.6) |", peers)
        self.assertNotIn("memcpy", peers)
        self.assertIn("| Cortex-M4 | scalar | GNU 12.2.1 | 9.92 | 13.00 |",
                      tables.instructions_table(found))

    def test_types(self):
        found = self.load(synthetic.content([
            *synthetic.rows("dropout/f32/avx2/p:0.1/n:64", 64.0),
            *synthetic.of_floats(synthetic.rows("dropout/f16/avx2/p:0.1/n:64", 90.0), 1.4),
            *synthetic.of_floats(synthetic.rows("dropout_unscaled/i8/avx2/p:0.1/n:64", 40.0, 3.0, 0.12), 0.5)]))
        self.assertEqual(tables.types_table(found, "avx2").splitlines()[2:], [
            "| f16 | `dropout` | 1.40 (2.00) |", "| i8 | `dropout_unscaled` | 0.75† (3.00†) |"])
        self.assertEqual([text.splitlines()[0] for text in tables.operation_tables(found)], ["#### dropout"])
        out = self.folder / "out"
        file = synthetic.write(self.folder, "types.json", synthetic.content(
            synthetic.of_floats(synthetic.rows("dropout/f16/avx2/p:0.1/n:64", 90.0), 1.4)))
        self.assertEqual(synthetic.run(report.main, file, "--out", out)[0], 0)
        self.assertIn("### Types with AVX2\n", (out / "report.md").read_text())

    def test_an_instruction_set_without_a_title_is_droplets_own(self):
        found = self.load(synthetic.machine("Made-up CPU", ["rvv", "scalar"]))
        peers = tables.peers_table(found)
        self.assertNotIn("| dropout |", peers)
        self.assertIn("| PyTorch dropout | `dropout` | 80.1 (320) | 4.44 (17.8) |", peers)
        self.assertIn("| elements | rvv | scalar |", tables.main_table(found))
        self.assertIsNotNone(lines.main_chart(found))
        counts = [synthetic.count("dropout", "rvv", 9.92), synthetic.count("plain_loop", "plain", 13)]
        found = self.load(synthetic.content([], isas=["rvv"], counts=counts))
        self.assertIn("| Cortex-M4 | rvv | GNU 12.2.1 | 9.92 | 13.00 |",
                      tables.instructions_table(found))
        self.assertIsNotNone(bars.instructions_chart(found))


class Labels(unittest.TestCase):
    def test_those_that_collide_move_apart(self):
        self.assertEqual(style.apart([0, 1, 50], 10), [-4.5, 5.5, 50])
        self.assertEqual(style.apart([0, 1, 14], 10), [-5, 5, 15])


class Files(InFolder):
    def machines(self):
        return [synthetic.write(self.folder, f"{isa}.json",
                                synthetic.machine(name, [isa, "scalar"]))
                for name, isa in (("CPU one", "avx2"), ("CPU two", "neon"))]

    def test_two_machines_write_everything_and_the_same_bytes_twice(self):
        outs = [self.folder / "first", self.folder / "second"]
        for out in outs:
            code, _, errors = synthetic.run(report.main, *self.machines(), "--out", out)
            self.assertEqual((code, errors), (0, ""))
        charts = ["machines", *(f"{kind}-cpu-{number}" for number in ("one", "two")
                                for kind in ("main", "peers", "instructions"))]
        expected = {"report.md", *(f"{name}.{kind}" for name in charts for kind in ("svg", "png"))}
        self.assertEqual({file.name for file in outs[0].iterdir()}, expected)
        for name in expected:
            self.assertEqual((outs[0] / name).read_bytes(), (outs[1] / name).read_bytes(), name)
        text = (outs[0] / "report.md").read_text()
        for name in charts:
            self.assertIn(f"]({name}.svg)", text)
            root = xml.etree.ElementTree.parse(outs[0] / f"{name}.svg").getroot()
            self.assertTrue(root.tag.endswith("svg"))
        for words in ("## CPU one", "## CPU two", "60efe68 of 2026-11-24", "`bench/run`", "`-O3`",
                      "PyTorch 2.13.0", "- JAX is not installed", "AVX2", "NEON"):
            self.assertIn(words, text)

    def test_cores_and_a_frequency_that_changes(self):
        content = synthetic.machine("A board", ["neon"])
        content["context"]["machine"].update(
            cores={"Cortex-A55": 4, "Cortex-A76": 2}, frequency={"governor": "ondemand", "boost": "on"})
        file, out = synthetic.write(self.folder, "board.json", content), self.folder / "out"
        code, _, errors = synthetic.run(report.main, file, "--out", out)
        text = (out / "report.md").read_text()
        self.assertEqual(code, 0)
        self.assertIn("| cores | 4 x Cortex-A55, 2 x Cortex-A76 |", text)
        self.assertIn("| frequency | governor ondemand, boost on |", text)
        for words in (errors, text):
            self.assertIn("the governor is 'ondemand'): as root, cpupower", words)

    def test_bad_input_is_one_line_and_exit_code_2(self):
        code, _, errors = synthetic.run(report.main, "/nowhere.json", "--out", self.folder / "out")
        self.assertEqual((code, errors.count("\n")), (2, 1))
        self.assertIn("bench/report: /nowhere.json", errors)
        self.assertFalse((self.folder / "out").exists())

    def test_a_result_without_droplet_has_no_charts(self):
        out = self.folder / "out"
        file = synthetic.write(self.folder, "copy.json", synthetic.content(
            synthetic.rows("memcpy/f32/libc/n:64", 1.0)))
        self.assertEqual(synthetic.run(report.main, file, "--out", out)[0], 0)
        self.assertEqual([each.name for each in out.iterdir()], ["report.md"])

    def test_counts_alone(self):
        out = self.folder / "out"
        file = synthetic.write(self.folder, "counts.json", synthetic.content(
            [], "Boards", counts=[synthetic.count("dropout", "scalar", 9.92)]))
        self.assertEqual(synthetic.run(report.main, file, "--out", out)[0], 0)
        self.assertEqual({each.name for each in out.iterdir()},
                         {"report.md", "instructions-boards.svg", "instructions-boards.png"})


if __name__ == "__main__":
    unittest.main()
