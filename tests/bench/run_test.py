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

from measure import commands, cores, machine, run
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


BIG_LITTLE = "".join(
    f"processor\t: {cpu}\nCPU implementer\t: 0x41\nCPU part\t: {part}\n\n"
    for cpu, part in enumerate(("0xd05", "0xd05", "0xd0b")))


class Machine(unittest.TestCase):
    def test_names(self):
        cpuinfo = "cpu family\t: 25\nmodel\t\t: 1\nmodel name\t: AMD EPYC\n"
        kind = cores.kind(cpuinfo)
        self.assertEqual(machine.name_from(cpuinfo, "", kind), "AMD EPYC (family 25, model 1)")
        self.assertEqual(machine.name_from("processor : 0\n", "", ""), "")
        self.assertEqual(machine.name_from("", "A board", ""), "A board")
        arm = "model name\t: ARMv7 Processor rev 3 (v7l)\nCPU part\t: 0xd08\n"
        self.assertEqual(machine.name_from(arm, "", "any"), "any")
        self.assertEqual(machine.name_from(arm, "A board", "any"), "A board (any)")

    def test_parts_are_told_apart(self):
        found = {cores.kind(f"CPU implementer\t: {implementer}\nCPU part\t: {part}\n")
                 for implementer, part in (("0x41", "0xd0c"), ("0x41", "0xd40"), ("0x41", "0xd4f"),
                                           ("0x48", "0xd40"), ("0x51", "0x001"))}
        self.assertEqual(found, {"Neoverse N1, implementer 0x41, part 0xd0c",
                                 "Neoverse V1, implementer 0x41, part 0xd40",
                                 "Neoverse V2, implementer 0x41, part 0xd4f",
                                 "implementer 0x48, part 0xd40", "implementer 0x51, part 0x001"})

    def test_each_core_has_its_kind(self):
        little, big = "Cortex-A55, implementer 0x41, part 0xd05", "Cortex-A76, implementer 0x41, part 0xd0b"
        self.assertEqual(cores.kinds(BIG_LITTLE), {0: little, 1: little, 2: big})
        old = "processor\t: 0\nBogoMIPS\t: 38.40\n\nprocessor\t: 1\n\nCPU implementer\t: 0x41\n" \
              "CPU part\t: 0xc07\n"
        self.assertEqual(cores.kinds(old), dict.fromkeys((0, 1), "Cortex-A7, implementer 0x41, part 0xc07"))

    def test_what_the_system_says(self):
        with tempfile.TemporaryDirectory() as folder:
            system = pathlib.Path(folder) / "system/cpu"
            for name, text in (("cpu0/cpu_capacity", "446"), ("cpu1/cpu_capacity", "1024"),
                               ("cpu2/cpu_capacity", "1024"), ("cpu2/cpufreq/scaling_governor", "schedutil"),
                               ("intel_pstate/no_turbo", "1"), ("../../cpu_core/cpus", "0-1"),
                               ("../../cpu_atom/cpus", "2")):
                (system / name).parent.mkdir(parents=True, exist_ok=True)
                (system / name).write_text(f"{text}\n")
            self.assertEqual(cores.fastest({0, 1, 2}, system), 2)
            self.assertEqual(cores.fastest({0, 1}, system), 1)
            self.assertEqual(cores.fastest({0}, system), 0)
            self.assertEqual(cores.frequency(2, system), {"governor": "schedutil", "boost": "off"})
            self.assertEqual(cores.frequency(0, system), {"boost": "off"})
            hybrid = "".join(f"processor\t: {cpu}\ncpu family\t: 6\nmodel\t: 154\n\n" for cpu in range(3))
            self.assertEqual(list(cores.kinds(hybrid, system).values()),
                             ["family 6, model 154, core"] * 2 + ["family 6, model 154, atom"])

    @unittest.skipUnless(cores.allowed(), "this system pins no process")
    def test_what_is_started_stays_on_one_cpu(self):
        before = cores.allowed()
        with cores.only(min(before)):
            count = commands.run(sys.executable, "-c", "import os; print(*os.sched_getaffinity(0))")
        self.assertEqual(count.split(), [str(min(before))])
        self.assertEqual(cores.allowed(), before)


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
        self.assertIn("--cpu: 9999 is none of the CPUs", self.refused("--cpu", "9999"))

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
