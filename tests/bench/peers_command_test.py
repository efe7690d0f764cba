# SPDX-License-Identifier: MIT
"""The command that measures the peers in Python: without their packages, refused, and for real."""
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from synthetic import HARNESS

from measure import peer_calls

NO_TORCH = "PyTorch is not installed: build/venv/bin/pip install torch"
BARE = [sys.executable, "-E", "-S"]  # A Python without packages.


def run(*arguments, python=(sys.executable,), **options):
    return subprocess.run([*python, HARNESS, "measure.peers", *arguments], capture_output=True,
                          text=True, **options)


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.out = self.folder / "peers.json"


class Absent(Folder):
    def test_list_says_how_to_install(self):
        found = run("--list", python=BARE)
        self.assertEqual((found.returncode, found.stdout), (0, ""))
        self.assertEqual(found.stderr.splitlines(), [
            f"skipped: {package} is not installed: build/venv/bin/pip install {name}"
            for package, name in peer_calls.PACKAGES.items()])

    def test_a_run_says_it_too_and_in_the_file(self):
        found = run("--filter", "^torch_dropout/", "--out", self.out, python=BARE)
        self.assertEqual((found.returncode, found.stdout), (0, ""))
        self.assertIn(f"skipped: {NO_TORCH}\n", found.stderr)
        results = json.loads(self.out.read_text())
        self.assertEqual((results["benchmarks"], results["packages"]), ([], {}))
        self.assertIn(NO_TORCH, results["skipped"])

    def list_with_torch(self, source):
        (self.folder / "torch.py").write_text(source)
        return run("--list", python=[sys.executable, "-S"],
                   env={**os.environ, "PYTHONPATH": str(self.folder)})

    def test_a_package_that_does_not_load_is_told_from_one_that_is_absent(self):
        found = self.list_with_torch("raise OSError('libgomp.so.1: no such file')")
        self.assertEqual(found.returncode, 0)
        self.assertIn("PyTorch does not load (libgomp.so.1: no such file): build/venv/bin/pip "
                      "install torch --force-reinstall", found.stderr)

    def test_what_a_package_needs_is_named(self):
        found = self.list_with_torch("import a_package_of_no_one")
        self.assertEqual(found.returncode, 0)
        self.assertIn("PyTorch is not installed whole, it needs a_package_of_no_one", found.stderr)


class BadArguments(Folder):
    def refused(self, *arguments):
        found = run(*arguments, python=BARE)
        self.assertEqual((found.returncode, found.stdout), (2, ""))
        return found.stderr.splitlines()[-1]

    def test_each_names_the_value_and_the_remedy(self):
        for option, value, says in [
                ("--min-time", "0", "0 is not above 0: give a positive number"),
                ("--min-time", "nan", "nan is not above 0: give a positive number"),
                ("--repetitions", "1.5", "1.5 is not above 0: give a positive whole number"),
                ("--repetitions", "-1", "-1 is not above 0: give a positive whole number"),
                ("--filter", "(", "--filter ( is not a regular expression: missing )"),
                ("--filter", "droplet", "--filter droplet matches no case: a name looks like "
                 "torch_dropout/f32/pytorch/p:0.1/n:64, and --list prints the groups")]:
            with self.subTest(option=option, value=value):
                self.assertIn(says, self.refused("--out", self.out, option, value))
                self.assertFalse(self.out.exists())

    def test_out(self):
        self.assertIn("--out is missing: name the file to write, or give --list", self.refused())
        for out in self.folder / "none/peers.json", self.folder:
            self.assertIn(f"--out {out} cannot be written: name a file in a folder that exists",
                          self.refused("--out", out))

    def test_what_is_unknown(self):
        self.assertIn("arguments: --rep", self.refused("--out", self.out, "--rep", "3"))


class ForReal(Folder):
    def measure(self, pattern, *modules):
        for module in ("numpy", *modules):
            if importlib.util.find_spec(module) is None:
                self.skipTest(f"{module} is not installed")
        found = run("--filter", pattern, "--out", self.out, "--min-time", "0.001",
                    "--repetitions", "2")
        self.assertEqual((found.returncode, found.stdout), (0, ""), found.stderr)
        results = json.loads(self.out.read_text())
        for row in results["benchmarks"]:
            self.assertRegex(row["name"], pattern)
            self.assertIn(f"{row['name']}: ", found.stderr)
        self.assertIn("NumPy", results["packages"])
        return len(results["benchmarks"])

    def test_torch(self):
        self.assertEqual(self.measure("^(torch|timm)_(?!compiled).*/p:0.5/n:64$", "torch"), 20)

    def test_onnxruntime(self):
        self.assertEqual(self.measure("^onnx_dropout/.*/p:0.5/n:64$", "onnxruntime"), 2)


if __name__ == "__main__":
    unittest.main(verbosity=2)
