# SPDX-License-Identifier: MIT
"""Names, medians and spreads, and what is said of files that cannot be read."""
import tempfile
import unittest

import synthetic

import names
import results
from results import Case, Problem


class Decoding(unittest.TestCase):
    def test_names_and_back(self):
        for name, case in (
                ("dropout/f32/avx2/p:0.1/n:1024", Case("dropout", "f32", "avx2", 0.1, 1024)),
                ("memcpy/f32/libc/n:64", Case("memcpy", "f32", "libc", None, 64)),
                ("drop_path_add/f32/neon/p:0/n:2", Case("drop_path_add", "f32", "neon", 0.0, 2))):
            self.assertEqual(results.decode("x.json", name), case)
            self.assertEqual(str(case), name)

    def test_other_names_are_a_problem(self):
        for name in ("dropout/f32/avx2/p:0.1", "dropout/f32/avx2/p:0.1/n:1024/repeats:9", None):
            with self.assertRaisesRegex(Problem, "x.json: the name .* bench/run"):
                results.decode("x.json", name)

    def test_a_peer_meets_the_operation_of_its_kind(self):
        ours = {"dropout", "drop_path", "alpha_dropout", "alpha_dropout_backward"}
        for peer, expected in (("torch_dropout", "dropout"), ("timm_drop_path", "drop_path"),
                               ("torch_dropout_backward", "dropout"), ("plain_loop", "dropout"),
                               ("timm_drop_path_floor", "drop_path"), ("xsimd", "dropout"),
                               ("torch_alpha_dropout_backward", "alpha_dropout_backward")):
            self.assertEqual(names.counterpart(peer, ours), expected)

    def test_how_figures_are_written(self):
        for value, text in ((0.04821, "0.0482"), (1.184, "1.18"), (12.345, "12.3"),
                            (1234.5, "1,234")):
            self.assertEqual(names.significant(value), text)
        self.assertEqual(names.size_title(1 << 24), "16 Mi")
        self.assertEqual(names.size_title(1000), "1,000")


class Condensing(unittest.TestCase):
    def test_median_and_spread_by_hand(self):
        # Sorted: 8 9 10 10 20 30 30 31 90. The quartiles are the third and the seventh.
        found = results.condense([20, 10, 30, 9, 90, 8, 31, 10, 30])
        self.assertEqual(found.median, 20)
        self.assertEqual(found.spread, (30 - 10) / 2 / 20)

    def test_nothing_is_known_of_one_repetition(self):
        self.assertEqual(results.condense([3.0]).spread, float("inf"))

    def test_a_row(self):
        slow = synthetic.rows("dropout/f32/avx2/p:0.1/n:64", 2.0, ratio=4.0, noise=0.2)
        for row in slow:
            row["time_unit"] = "us"
        slow.append({**slow[0], "run_type": "aggregate", "cpu_time": 1e9})
        row = load(synthetic.content(slow)).row("dropout", "avx2", 0.1, 64)
        self.assertAlmostEqual(row.cpu_time.median, 2000)
        self.assertAlmostEqual(row.real_time.median, 3000)
        self.assertAlmostEqual(row.cpu_time.spread, 0.1)
        self.assertAlmostEqual(row.ratio.median, 4)
        self.assertAlmostEqual(row.limit.median, 500)

    def test_a_row_of_another_type_beside_floats(self):
        rows = synthetic.rows("dropout/f16/avx2/p:0.1/n:64", 2.0)
        found = load(synthetic.content(synthetic.of_floats(rows, 1.4)))
        self.assertAlmostEqual(found.row("dropout", "avx2", 0.1, 64, "f16").of_floats.median, 1.4)
        self.assertIsNone(found.row("dropout", "avx2", 0.1, 64))
        self.assertIsNone(load(synthetic.content(rows)).row("dropout", "avx2", 0.1, 64, "f16").of_floats)

    def test_the_best_isa_is_the_one_that_is_chosen(self):
        found = load(synthetic.content([
            *synthetic.rows("dropout/f32/scalar/p:0.1/n:64", 1.0),
            *synthetic.rows("dropout/f32/avx2/p:0.1/n:64", 2.0)]))
        self.assertEqual(found.best_isa, "avx2")

    def test_what_failed_is_skipped_by_name(self):
        good = synthetic.rows("dropout/f32/avx2/p:0.1/n:64", 1.0)
        bad = {"name": "dropout/f32/avx2/p:0.1/n:16", "error_occurred": True,
               "error_message": "why"}
        found = load(synthetic.content([*good, bad]))
        self.assertEqual(found.skipped, ["dropout/f32/avx2/p:0.1/n:16: why"])


class Errors(unittest.TestCase):
    def complains(self, what, *words):
        with self.assertRaises(Problem) as caught:
            load(what)
        message = str(caught.exception)
        self.assertNotIn("\n", message)
        for word in ("r.json", "bench/run", *words):
            self.assertIn(word, message)

    def test_each_names_the_file_and_the_remedy(self):
        row = synthetic.rows("dropout/f32/avx2/p:0.1/n:64", 1.0)[0]
        google = synthetic.content([row])
        del google["context"]["machine"]
        self.complains("{", "not JSON")
        self.complains([1], "not a result file")
        self.complains({"benchmarks": [row]}, "not a result file")
        self.complains(google, "Google Benchmark's own output")
        self.complains(synthetic.content([]), "no benchmarks")
        self.complains(synthetic.content([{**row, "run_type": "aggregate"}]), "no benchmarks")
        self.complains(synthetic.content([{**row, "cpu_time": 0}]), "cpu_time", row["name"])
        self.complains(synthetic.content([{**row, "ratio": float("nan")}]), "nan", row["name"])

    def test_a_file_of_before_droplet_was_told_from_peers(self):
        what = synthetic.content(synthetic.rows("dropout/f32/avx2/p:0.1/n:64", 1.0) +
                                 synthetic.rows("torch_dropout/f32/torch/p:0.1/n:64", 2.0))
        del what["context"]["isas"]
        self.assertEqual(load(what).isas, ["avx2"])

    def test_a_missing_file(self):
        with self.assertRaisesRegex(Problem, "/nowhere.json: No such file.*bench/run"):
            results.load("/nowhere.json")


def load(what):
    with tempfile.TemporaryDirectory() as folder:
        return results.load(synthetic.write(folder, "r.json", what))


if __name__ == "__main__":
    unittest.main()
