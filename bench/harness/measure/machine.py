# SPDX-License-Identifier: MIT
"""What machine this is, and which commit of Droplet."""
import collections
import platform
import re

from measure import cores
from measure.commands import run


def name_from(cpuinfo, device_tree, kind):
    """From /proc/cpuinfo and /proc/device-tree/model, either of which may be empty, and the kind of the
    core that is measured."""
    name = device_tree or cores.value(cpuinfo, "model name")
    if not cores.value(cpuinfo, "cpu family") and not device_tree:
        name = ""  # On ARM it is the architecture's.
    if not kind:
        return name
    return f"{name} ({kind})" if name else kind


def describe(cpu):
    """The machine, measured on this CPU, or on any where that is None."""
    cpuinfo = cores.read("/proc/cpuinfo")
    kinds = cores.kinds(cpuinfo)
    kind = kinds.get(cpu) or cores.kind(cpuinfo)
    name = name_from(cpuinfo, cores.read("/proc/device-tree/model"), kind)
    if not name and platform.system() == "Darwin":
        name = run("sysctl", "-n", "machdep.cpu.brand_string").strip()
    release = re.match(r"\d+(\.\d+)?", platform.release())
    system = f"{platform.system()} {release.group(0)}" if release else platform.system()
    return {"name": name or platform.machine(), "architecture": platform.machine(), "system": system,
            "cores": dict(collections.Counter(filter(None, kinds.values()))),
            "frequency": cores.frequency(cpu)}


def commit():
    """Empty where this is no git checkout."""
    try:
        return {"commit": run("git", "describe", "--always", "--dirty", "--exclude=*").strip(),
                "commit_date": run("git", "log", "-1", "--format=%cs").strip()}
    except RuntimeError:
        return {"commit": "", "commit_date": ""}
