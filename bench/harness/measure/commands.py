# SPDX-License-Identifier: MIT
"""Programs that the harness calls."""
import json
import re
import subprocess

from paths import ROOT


class Unavailable(Exception):
    """Says what is missing and how to install it."""


def run(*command):
    """Its standard output. A failure is Unavailable if it says what is missing, else a RuntimeError."""
    command = [str(word) for word in command]
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    except FileNotFoundError:
        raise RuntimeError(f"{command[0]} is not installed") from None
    if done.returncode == 0:
        return done.stdout
    missing = re.search(r"\S+ is missing: apt-get install [^\n]*", done.stdout + done.stderr)
    if missing:
        raise Unavailable(missing.group(0))
    raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def written_by(command, option, file):
    """The JSON that `command OPTION=FILE` writes."""
    try:
        run(*command, f"{option}={file}")
        return json.loads(file.read_text())
    finally:
        file.unlink(missing_ok=True)
