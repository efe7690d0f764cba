#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bench/run: what it keeps of an interrupted run, what it calls a machine, what it refuses."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from synthetic import HARNESS

from measure import commands, machine, run
from measure.parts import Parts


class Source:
    """Three groups, of which the second fails as often as it is told to."""
    groups = ["a/f32/x", "b/f32/x", "c/f32/x"]

    def __init__(self, failures):
        self.failures = failures
        self.measured = []

    def measure(self, group, _):
        if group.startswith("b") and self.failures:
            self.failures -= 1
            raise KeyboardInterrupt
        self.measured.append(group)
        return {"benchmarks": [{"name": f"{group}/n:64"}]}


class Resuming(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())) / "parts"

    def measure(self, source, key):
        return list(run.measure_all([source], Parts(self.folder, key)))

    def test_goes_on_where_it_was_interrupted(self):
        source = Source(failures=1)
        with self.assertRaises(KeyboardInterrupt):
            self.measure(source, {"binary": 1})
        found = self.measure(source, {"binary": 1})
        self.assertEqual(source.measured, Source.groups)
        self.assertEqual([part["benchmarks"][0]["name"] for part in found],
                         [f"{group}/n:64" for group in Source.groups])

    def test_another_build_is_measured_anew(self):
        self.measure(Source(0), {"binary": 1})
        source = Source(0)
        self.measure(source, {"binary": 2})
        self.assertEqual(source.measured, Source.groups)

    def test_half_a_file_does_not_count(self):
        parts = Parts(self.folder, {})
        parts.file("a/f32/x").with_suffix(".unfinished").write_text('{"bench')
        self.assertIsNone(parts.load("a/f32/x"))


class Machine(unittest.TestCase):
    def test_names(self):
        cpuinfo = "cpu family\t: 25\nmodel\t\t: 1\nmodel name\t: AMD EPYC\n"
        self.assertEqual(machine.name_from(cpuinfo, ""), "AMD EPYC (family 25, model 1)")
        self.assertEqual(machine.name_from("", "Raspberry Pi 4 Model B\0"), "Raspberry Pi 4 Model B")
        self.assertEqual(machine.name_from("processor : 0\n", ""), "")


class Commands(unittest.TestCase):
    def test_what_is_missing_is_told(self):
        with self.assertRaisesRegex(commands.Unavailable, "^x-g\\+\\+ is missing: apt-get install x$"):
            commands.run("sh", "-c", "echo 'CMake Error: x-g++ is missing: apt-get install x'; exit 1")
        with self.assertRaisesRegex(RuntimeError, "ended with 3"):
            commands.run("sh", "-c", "exit 3")
        with self.assertRaisesRegex(RuntimeError, "no-such-program is not installed"):
            commands.run("no-such-program")


class Options(unittest.TestCase):
    def refused(self, *arguments):
        done = subprocess.run([sys.executable, HARNESS, "measure.run", *arguments], capture_output=True,
                              text=True)
        self.assertEqual(done.returncode, 2)
        return done.stderr

    def test_bad_options(self):
        self.assertIn("'tmes' is none of times, peers, counts", self.refused("--only", "tmes"))
        self.assertIn("no regular expression", self.refused("--filter", "("))
        self.assertIn("at least 1", self.refused("--repetitions", "0"))

    def test_merging_hides_the_host_and_lists_the_instruction_sets(self):
        with tempfile.TemporaryDirectory() as folder:
            options = run.parse(["--out", f"{folder}/deep/er/result.json"])
            context = {"host_name": "secret", "isas": "avx2 sse2 "}
            found = [{"benchmarks": [{"name": "a"}], "context": context},
                     {"counts": [{"name": "b", "isa": "neon"}, {"name": "c", "isa": "avx2"}]}]
            run.merge(found, options, ["skipped: c is missing"])
            result = json.loads(options.out.read_text())
        self.assertNotIn("secret", json.dumps(result))
        self.assertEqual(result["skipped"], ["c is missing"])
        self.assertEqual((len(result["benchmarks"]), len(result["counts"])), (1, 2))
        self.assertEqual(result["context"]["isas"], ["avx2", "sse2", "neon"])


if __name__ == "__main__":
    unittest.main()
