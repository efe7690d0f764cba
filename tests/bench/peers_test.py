# SPDX-License-Identifier: MIT
"""The peers in Python and how they are timed, without the packages that are measured."""
import argparse
import importlib.util
import json
import re
import unittest
import unittest.mock

import synthetic  # makes the harness importable

from measure import onnx_model, peer_calls, peer_timing, peers


class Timing(unittest.TestCase):
    def test_rows(self):
        calls, limits, name = [], [], "fake/f32/none/p:0.5/n:64"
        rows = peer_timing.measure(name, 64, lambda: calls.append(0), lambda: limits.append(0),
                                   0.001, 3)
        self.assertEqual([row["repetition_index"] for row in rows], [0, 1, 2])
        for row in rows:
            self.assertLessEqual({
                "name": name, "run_name": name, "run_type": "iteration", "repetitions": 3,
                "threads": 1, "time_unit": "ns", "iterations": rows[0]["iterations"]
            }.items(), row.items())
            self.assertEqual(row["ratio"], row["cpu_time"] / row["limit_ns"])
            self.assertAlmostEqual(row["items_per_second"], 64e9 / row["cpu_time"])
            self.assertAlmostEqual(row["bytes_per_second"], 8 * 64e9 / row["cpu_time"])
            self.assertGreater(row["real_time"], 0)
        # The trials, 1 + 2 + 4 and so on, and three batches.
        self.assertEqual(len(calls), 5 * rows[0]["iterations"] - 1)
        self.assertGreater(len(limits), 3)
        json.dumps(rows)

    def test_a_slow_call_is_a_batch_alone(self):
        self.assertEqual(peer_timing.batch(lambda: sum(range(100_000)), 1e-6), 1)


class Peers(unittest.TestCase):
    def test_names(self):
        names = [name for _, _, sizes in peers.cases() for name, _ in sizes]
        self.assertEqual(len(names), len(set(names)))
        self.assertIn("onnx_dropout/f32/onnxruntime/p:0.9/n:16777216", names)

    def test_model(self):
        model = onnx_model.dropout(0.5)
        for part in b"Dropout", b"training_mode", b"\x00\x00\x00\x3f":  # 0.5
            self.assertIn(part, model)
        self.assertEqual(onnx_model.varint(300), b"\xac\x02")  # protobuf's own example

    def test_flags(self):
        text = "  - GCC 13.3\n  - Intel(R) MKL-DNN v3.12.0 (Git\n  - CPU capability usage: AVX2\n"
        self.assertEqual(peer_calls.torch_flags(text),
                         "GCC 13.3, CPU capability AVX2, oneDNN 3.12.0")

    def test_what_does_not_run_is_skipped(self):
        def make(*_):
            raise RuntimeError("no compiler\nand more")
        with unittest.mock.patch.object(peer_calls, "PEERS", [peer_calls.Peer("fake", "Fake", make)]):
            skipped, options = [], argparse.Namespace(filter=re.compile("p:0.5/n:64$"))
            self.assertEqual(peers.run({"NumPy": None, "Fake": None}, options, skipped), [])
            self.assertEqual(skipped, ["fake does not run here: no compiler"])

    def test_what_does_not_drop_is_refused(self):
        if importlib.util.find_spec("numpy") is None:
            self.skipTest("NumPy is not installed")
        import numpy
        for share in 0, 0.48, 1:
            y = numpy.ones(peers.CHECKED_SIZE, numpy.float32)
            y[:int(share * y.size)] = 0
            peer = peer_calls.Peer("fake", None, lambda *_: lambda: y)
            with self.assertRaisesRegex(SystemExit, r"fake drops .* of 65536 elements and not 0.5"):
                peers.check_that_it_drops(numpy, peer, None, 0.5)


if __name__ == "__main__":
    unittest.main()
