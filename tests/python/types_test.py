# SPDX-License-Identifier: MIT
"""The package's .pyi files are what the package is, and a user's program is checked by them."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

from needed import need

need("mypy", "torch")
import droplet

PACKAGE = pathlib.Path(droplet.__file__).parent
CONFIG = pathlib.Path(__file__).with_name("mypy.ini")
USER = """\
import droplet
import numpy
x = numpy.zeros(3, numpy.float32)
y = droplet.dropout(droplet.Mask({p}, key=42).at(6), x, out=x)
kept, factor = droplet.sample_rows(1, rows=8, count=2)
print(y.shape, kept.size, factor * 2)
"""


def mypy(module, *arguments):
    done = subprocess.run([sys.executable, "-m", module, *arguments], cwd=PACKAGE.parent, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout


class Types(unittest.TestCase):
    def test_stubs(self):
        """Names, arguments, their kinds and defaults; droplet.torch too, whose own types are PyTorch's."""
        code, told = mypy("mypy.stubtest", "droplet", "--ignore-missing-stub", "--mypy-config-file", str(CONFIG))
        self.assertEqual(code, 0, told)

    def test_user(self):
        with tempfile.TemporaryDirectory() as folder:
            user = pathlib.Path(folder) / "user.py"
            for p, right in (("0.5", True), ("'half'", False)):
                user.write_text(USER.format(p=p))
                code, told = mypy("mypy", "--strict", "--cache-dir", folder, str(user))
                self.assertEqual(code == 0, right, told)
        self.assertIn('has incompatible type "str"; expected "float | Rate"', told)


if __name__ == "__main__":
    unittest.main()
