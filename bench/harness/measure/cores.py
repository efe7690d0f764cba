# SPDX-License-Identifier: MIT
"""A machine's cores: of which kind each is, which one is measured, how its frequency is governed."""
import contextlib
import os
import pathlib
import re

SYSTEM = pathlib.Path("/sys/devices/system/cpu")
# Arm's own parts, as Linux has them in arch/arm64/include/asm/cputype.h.
ARM_PARTS = {
    0xc07: "Cortex-A7", 0xc08: "Cortex-A8", 0xc09: "Cortex-A9", 0xc0f: "Cortex-A15",
    0xd03: "Cortex-A53", 0xd04: "Cortex-A35", 0xd05: "Cortex-A55", 0xd07: "Cortex-A57",
    0xd08: "Cortex-A72", 0xd09: "Cortex-A73", 0xd0a: "Cortex-A75", 0xd0b: "Cortex-A76",
    0xd0c: "Neoverse N1", 0xd0d: "Cortex-A77", 0xd40: "Neoverse V1", 0xd41: "Cortex-A78",
    0xd44: "Cortex-X1", 0xd46: "Cortex-A510", 0xd47: "Cortex-A710", 0xd48: "Cortex-X2",
    0xd49: "Neoverse N2", 0xd4d: "Cortex-A715", 0xd4e: "Cortex-X3", 0xd4f: "Neoverse V2"}


def read(path):
    try:
        return pathlib.Path(path).read_text(errors="replace").strip("\0 \n")
    except OSError:
        return ""


def value(block, key):
    found = re.search(rf"^{key}\s*: (.+)", block, re.M)
    return found.group(1).strip() if found else ""


def kind(block):
    """What lines of /proc/cpuinfo say of a core: ARM's implementer and part, x86's family and
    model, or ""."""
    if value(block, "CPU part"):
        implementer, part = (int(value(block, f"CPU {key}") or "0", 16)
                             for key in ("implementer", "part"))
        title = f"{ARM_PARTS[part]}, " if implementer == 0x41 and part in ARM_PARTS else ""
        return f"{title}implementer {implementer:#04x}, part {part:#05x}"
    if value(block, "cpu family"):
        return f"family {value(block, 'cpu family')}, model {value(block, 'model')}"
    return ""


def kinds(cpuinfo, system=SYSTEM):
    """CPU -> the kind of its core."""
    blocks = re.findall(r"^processor\s*: (\d+)\n((?:.+(?:\n|$))*)", cpuinfo, re.M)
    # Some kernels say what all cores are once, below the last.
    found = {int(cpu): kind(block) or kind(cpuinfo) for cpu, block in blocks}
    for which in ("core", "atom"):  # Intel's two kinds have one family and model.
        for cpu in numbers(read(system.parent.parent / f"cpu_{which}/cpus")) & found.keys():
            found[cpu] += f", {which}"
    return found


def numbers(ranges):
    """The numbers in 0-3,8."""
    ends = [part.split("-") for part in ranges.split(",") if part]
    return {n for first, *last in ends for n in range(int(first), int(last[0] if last else first) + 1)}


def fastest(allowed, system=SYSTEM):
    """The CPU to measure on: of those with the greatest capacity the last, as the first serves
    interrupts."""
    def speed(cpu):
        return [int(read(system / f"cpu{cpu}" / name) or 0)
                for name in ("cpu_capacity", "cpufreq/cpuinfo_max_freq")]

    return max(sorted(allowed, reverse=True), key=speed)


def allowed():
    """The CPUs that this process may use; empty where the system does not say, as macOS's."""
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()


@contextlib.contextmanager
def only(cpu):
    """Keeps what is started meanwhile on a CPU; on any, where it is None."""
    before = allowed()
    if cpu is not None:
        os.sched_setaffinity(0, {cpu})
    try:
        yield
    finally:
        if cpu is not None:
            os.sched_setaffinity(0, before)


def frequency(cpu, system=SYSTEM):
    """What is known of how a CPU's frequency is governed."""
    scaling = system / f"cpu{cpu}/cpufreq"
    found = {"governor": read(scaling / "scaling_governor"),
             "least_khz": read(scaling / "scaling_min_freq"),
             "most_khz": read(scaling / "scaling_max_freq")}
    boost = read(system / "cpufreq/boost") or {"0": "1", "1": "0"}.get(
        read(system / "intel_pstate/no_turbo"), "")
    found["boost"] = {"0": "off", "1": "on"}.get(boost, "")
    return {key: text for key, text in found.items() if text}
