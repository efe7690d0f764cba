# SPDX-License-Identifier: MIT
"""bench/harness/python, with a made-up python3 that writes what it is told to do into a file."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import synthetic

PYTHON3 = """#!/bin/bash
echo "$*" >>"$LOG"
if [[ $1 == --version ]]; then echo "Python ${VERSION-3.11.2}"; exit; fi
if [[ $2 == venv ]]; then
  [[ -z ${NO_VENV-} ]] || exit 1
  mkdir -p "${@: -1}/bin" && cp "$0" "${@: -1}/bin/python"
elif [[ $2 == pip ]]; then
  echo "pip talks"
  [[ -z ${NO_PIP-} ]]
elif [[ $1 == -c ]]; then
  [[ -z ${LACKS-} ]]
else
  echo "ran $*"
fi
"""


class Wrapper(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.harness = self.root / "bench/harness"
        self.harness.mkdir(parents=True)
        for name in ("python", "requirements.txt"):
            shutil.copy(synthetic.ROOT / "bench/harness" / name, self.harness)
        (self.root / "toolchains").mkdir()
        shutil.copy(synthetic.ROOT / "toolchains/make-venv", self.root / "toolchains")
        (self.root / "bin").mkdir()
        self.python3 = self.root / "bin/python3"
        self.python3.write_text(PYTHON3)
        self.python3.chmod(0o755)
        self.log = self.root / "log"

    def run_it(self, **settings):
        """(exit code, stdout, stderr, how often a venv was made)."""
        self.log.write_text("")
        environment = {key: value for key, value in os.environ.items() if key != "DROPLET_PYTHON"}
        environment.update(PATH=f"{self.root}/bin:{os.environ['PATH']}", LOG=str(self.log),
                           **settings)
        done = subprocess.run([self.harness / "python", "a.py", "b c"], env=environment, text=True,
                              capture_output=True, check=False)
        return done.returncode, done.stdout, done.stderr, self.log.read_text().count("-m venv")

    def test_made_once_and_quiet_then(self):
        code, out, errors, made = self.run_it()
        self.assertEqual((code, out, made), (0, "ran a.py b c\n", 1))
        self.assertIn("pip talks", errors)
        self.assertEqual(self.run_it(), (0, "ran a.py b c\n", "", 0))

    def test_half_made_is_made_again(self):
        code, out, errors, _ = self.run_it(NO_PIP="1")
        self.assertEqual((code, out), (1, ""))
        self.assertIn("DROPLET_PYTHON", errors)
        self.assertEqual(self.run_it()[3], 1)
        self.assertEqual(self.run_it()[3], 0)

    def test_other_requirements_or_another_python_make_it_again(self):
        self.run_it()
        with (self.harness / "requirements.txt").open("a") as file:
            file.write("seaborn\n")
        self.assertEqual(self.run_it()[3], 1)
        self.assertEqual(self.run_it(VERSION="3.13.0")[3], 1)
        self.assertEqual(self.run_it(VERSION="3.13.0")[3], 0)

    def test_no_venv_names_the_package(self):
        code, out, errors, _ = self.run_it(NO_VENV="1")
        self.assertEqual((code, out), (1, ""))
        self.assertIn("apt-get install python3-venv", errors)

    def test_a_python_of_ones_own(self):
        own = {"DROPLET_PYTHON": str(self.python3)}
        self.assertEqual(self.run_it(**own), (0, "ran a.py b c\n", "", 0))
        for settings in ({**own, "LACKS": "1"}, {"DROPLET_PYTHON": "/nowhere"}):
            code, _, errors, _ = self.run_it(**settings)
            self.assertEqual(code, 1)
            self.assertIn(f"Try: {settings['DROPLET_PYTHON']} -m pip install -r", errors)


if __name__ == "__main__":
    unittest.main()
