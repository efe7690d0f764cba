# SPDX-License-Identifier: MIT
"""What machine this is, and which commit of Droplet."""
import pathlib
import platform
import re

from measure.commands import run


def name_from(cpuinfo, device_tree):
    """From /proc/cpuinfo and /proc/device-tree/model, either of which may be empty."""
    if device_tree:
        return device_tree.strip("\0 \n")
    model = re.search(r"^model name\s*: (.*)", cpuinfo, re.M)
    if not model:
        return ""
    ids = [re.search(rf"^{key}\s*: (\d+)", cpuinfo, re.M) for key in ("cpu family", "model")]
    known = f" (family {ids[0].group(1)}, model {ids[1].group(1)})" if all(ids) else ""
    return model.group(1).strip() + known


def read(path):
    try:
        return pathlib.Path(path).read_text(errors="replace")
    except OSError:
        return ""


def describe():
    name = name_from(read("/proc/cpuinfo"), read("/proc/device-tree/model"))
    if not name and platform.system() == "Darwin":
        name = run("sysctl", "-n", "machdep.cpu.brand_string").strip()
    release = re.match(r"\d+(\.\d+)?", platform.release())
    system = f"{platform.system()} {release.group(0)}" if release else platform.system()
    return {"name": name or platform.machine(), "architecture": platform.machine(), "system": system}


def commit():
    """Empty where this is no git checkout."""
    try:
        return {"commit": run("git", "describe", "--always", "--dirty", "--exclude=*").strip(),
                "commit_date": run("git", "log", "-1", "--format=%cs").strip()}
    except RuntimeError:
        return {"commit": "", "commit_date": ""}
