#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""arduino_library.py SOURCE_DIR: what cmake/arduino makes is laid out as Arduino's library specification says
(arduino.github.io/arduino-cli, "Library specification", 1.5 format, rev. 2.2), and by a stand-in for a core its
sketch runs on Cortex-M4 under QEMU, compiled with the cores' flags."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

from checks import must

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = pathlib.Path(sys.argv[1]).resolve()
BOARDS = SOURCE / "toolchains/boards"
NAME = r"(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9 _.-]*"
FIELDS = {"name": NAME, "version": r"\d+\.\d+\.\d+", "author": ".+", "maintainer": ".+", "sentence": ".+",
          "paragraph": ".+", "url": r"https?://\S+", "architectures": r"\*|[a-z0-9_]+(,[a-z0-9_]+)*",
          "category": "Display|Communication|Signal Input/Output|Sensors|Device Control|Timing|Data Storage"
                      "|Data Processing|Other"}
# As arduino-pico and STM32's core have them.
CORE = ["-mthumb", "-Os", "-Wall", "-Wextra", "-Werror", "-ffunction-sections", "-fdata-sections", "-fno-exceptions",
        "-fno-rtti", "-DARDUINO=10819"]
CORTEX_M4 = ["-mcpu=cortex-m4", "-mfpu=fpv4-sp-d16", "-mfloat-abi=hard", "-fno-threadsafe-statics", "-nostdlib",
             "-fno-use-cxa-atexit", "--param", "max-inline-insns-single=500"]


def faults(root):
    """What is not as the specification says."""
    text = root / "library.properties"
    lines = text.read_text().splitlines() if text.exists() else []
    fields = dict(line.split("=", 1) for line in lines)
    for field, pattern in FIELDS.items():
        if not re.fullmatch(pattern, fields.get(field, "")):
            yield f"{field}={fields.get(field)}"
    if not re.fullmatch(NAME, root.name):
        yield f"the folder {root.name}"
    for header in fields.get("includes", "none").split(","):
        if not (root / "src" / header).is_file():
            yield f"includes={header}"
    for path in root.rglob("*"):
        name = path.relative_to(root)
        if path.is_symlink() or path.suffix == ".exe" or path.name == ".development":
            yield f"a link, a program, or an unfinished library: {name}"
        if path.is_file() and not re.match(r"library\.properties$|LICENSE$|src/|extras/|examples/([^/]+)/\1\.ino$", str(name)):
            yield f"the place of {name}"
    if (root / "utility").exists():
        yield "utility beside src"
    if not any((root / "examples").glob("*/*.ino")):
        yield "no example"


def check_planted(root):
    properties = root / "library.properties"
    text = properties.read_text()
    for old, new in (("name=d", "name=_"), ("version=0", "version=v0"), ("category=Data", "category=Date"),
                     ("url=", "uri="), ("includes=droplet", "includes=drop"), ("maintainer=the", "maintainers=the")):
        must(f"library.properties has {old}", old in text)
        properties.write_text(text.replace(old, new))
        must(f"{new} is seen", any(faults(root)))
    properties.write_text(text)
    for place in ("droplet.cpp", "examples/minimal/other.ino", "utility/a.h", "src/.development"):
        (root / place).parent.mkdir(exist_ok=True)
        (root / place).write_text("")
        must(f"{place} is seen", any(faults(root)))
        (root / place).unlink()
    (root / "utility").rmdir()
    must("nothing is seen", not list(faults(root)))


def run(*command):
    done = subprocess.run([str(part) for part in command], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False)
    return done.returncode, done.stdout


def compile_cpp(file, built, *flags):
    return run("arm-none-eabi-g++", *CORE, "-std=gnu++17", *flags, "-c", file, "-o", built)


def make(folder):
    code, log = run(SOURCE / "cmake/arduino", folder / "droplet.zip")
    must("the library", code == 0, log)
    with zipfile.ZipFile(folder / "droplet.zip") as archive:
        archive.extractall(folder)
    return folder / "droplet"


def main(work):
    root = make(work)
    found = list(faults(root))
    must(f"not as the specification says: {found}", not found)
    check_planted(root)
    (work / "again").mkdir()
    make(work / "again")
    must("the same bytes", (work / "droplet.zip").read_bytes() == (work / "again/droplet.zip").read_bytes())

    for tool, package in (("arm-none-eabi-g++", "gcc-arm-none-eabi libstdc++-arm-none-eabi-newlib"),
                          ("qemu-system-arm", "qemu-system-arm")):
        if not shutil.which(tool):
            print(f"skipped: Arduino's sketch: {tool} is missing: apt-get install {package}")
            sys.exit(77)
    # As Arduino makes a file of a sketch.
    (work / "minimal.ino.cpp").write_text(f'#include <Arduino.h>\n{(root / "examples/minimal/minimal.ino").read_text()}')
    include = ["-I", HERE / "arduino", "-I", root / "src"]
    for file in (root / "src/droplet.cpp", work / "minimal.ino.cpp", HERE / "arduino/main.cpp"):
        code, log = compile_cpp(file, work / f"{file.name}.o", *CORTEX_M4, *include)
        must(f"compiling {file.name}", code == 0, log)
    for file in ("cortex_m.c", "start.c", "memory.c"):
        code, log = run("arm-none-eabi-gcc", *CORTEX_M4[:3], "-mthumb", "-Os", "-ffreestanding", "-fno-builtin", "-I", BOARDS,
                        "-c", BOARDS / file, "-o", work / f"{file}.o")
        must(f"compiling {file}", code == 0, log)
    code, log = run("arm-none-eabi-g++", *CORTEX_M4[:3], "-mthumb", "--specs=nano.specs", "--specs=rdimon.specs",
                    "-nostartfiles", "-u", "_printf_float", "-Wl,--gc-sections,--no-warn-rwx-segments", "-L", BOARDS,
                    "-Tmps2-an386.ld", *work.glob("*.o"), "-o", work / "sketch")
    must("linking", code == 0, log)
    code, log = run(SOURCE / "toolchains/emulators/run-board", "mps2-an386", work / "sketch")
    expected = "".join(f"{2 * i if i in (1, 3, 6) else 0:.2f} {2 if i in (1, 3, 6) else 0:.2f}\n" for i in range(1, 7))
    must(f"the sketch prints {log!r}, not {expected!r}", code == 0 and log.replace("\r", "") == expected)

    # A core with another CPU, and what an older standard says.
    code, log = compile_cpp(root / "src/droplet.cpp", work / "m0plus", "-mcpu=cortex-m0plus", *include)
    must("compiling for Cortex-M0+", code == 0, log)
    for file in (root / "src/droplet.cpp", work / "minimal.ino.cpp"):
        code, log = compile_cpp(file, work / "old", *CORTEX_M4, *include, "-std=gnu++14", "-fsyntax-only", "-Wfatal-errors")
        must(f"C++14 is refused in {file.name}", code != 0 and "needs C++17: -std=c++17" in log, log)


with tempfile.TemporaryDirectory() as folder:
    main(pathlib.Path(folder).resolve())
