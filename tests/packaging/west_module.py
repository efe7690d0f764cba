# SPDX-License-Identifier: MIT
"""west_module.py SOURCE_DIR: west brings Droplet into a workspace, its module.yml and options are what Zephyr's
tools read, and an image for Cortex-M4, by a stand-in for Zephyr's CMake, draws the golden mask under QEMU."""
import logging
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import kconfiglib
import pykwalify.core
import pykwalify.errors
import yaml

from checks import must

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = pathlib.Path(sys.argv[1]).resolve()
WEST = f"{sys.prefix}/bin/west"
MANIFEST = """manifest:
  projects:
    - name: droplet
      url: file://{url}
      revision: main
      path: modules/lib/droplet
  self:
    path: application
"""
KCONFIG = 'config CPP\n    bool "C++"\nmenu "droplet"\nosource "{path}"\nendmenu\n'


def run(*command, cwd=None):
    done = subprocess.run([str(part) for part in command], cwd=cwd, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout


def must_run(*command, cwd=None):
    code, log = run(*command, cwd=cwd)
    must(" ".join(map(str, command)), code == 0, log)
    return log


def git(folder, *arguments):
    must_run("git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments, cwd=folder)


def commit_tree(folder):
    for name in ("include", "src", "platform", "cmake", "zephyr", "CMakeLists.txt"):
        (shutil.copytree if (SOURCE / name).is_dir() else shutil.copy)(SOURCE / name, folder / name)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Droplet")


def bring(work):
    """The module, where west puts it."""
    (work / "droplet").mkdir()
    commit_tree(work / "droplet")
    application = work / "workspace/application"
    application.mkdir(parents=True)
    (application / "west.yml").write_text(MANIFEST.format(url=work / "droplet"))
    must_run(WEST, "init", "-l", application)
    must_run(WEST, "update", cwd=application)
    listed = must_run(WEST, "list", "-f", "{name} {path}", cwd=application)
    must("west lists Droplet", "droplet modules/lib/droplet\n" in listed, listed)
    return work / "workspace/modules/lib/droplet"


def check_metadata(module):
    meta = yaml.safe_load((module / "zephyr/module.yml").read_text())
    schema = yaml.safe_load((HERE / "zephyr/schema.yml").read_text())
    pykwalify.core.Core(source_data=meta, schema_data=schema).validate()
    must("build's cmake", (module / meta["build"]["cmake"] / "CMakeLists.txt").exists())
    kconfig = module / meta["build"]["kconfig"]
    must("build's kconfig", kconfig.exists())
    meta["build"]["cmakes"] = "zephyr"  # Seen to fail, without a word.
    logging.disable()
    try:
        pykwalify.core.Core(source_data=meta, schema_data=schema).validate()
    except pykwalify.errors.SchemaError:
        return kconfig
    sys.exit("failed: an unknown key is accepted")


def check_options(work, kconfig):
    (work / "Kconfig").write_text(KCONFIG.format(path=kconfig))
    for cpp in "ny":
        symbols = kconfiglib.Kconfig(str(work / "Kconfig"), warn_to_stderr=False).syms
        for name, value in (("CPP", cpp), ("DROPLET", "y"), ("DROPLET_INFERENCE_ONLY", "y")):
            symbols[name].set_value(value)
        got = symbols["DROPLET"].str_value + symbols["DROPLET_INFERENCE_ONLY"].str_value
        must(f"with CPP={cpp} DROPLET and DROPLET_INFERENCE_ONLY are {got}", got == cpp * 2)
        symbols["DROPLET"].set_value("n")
        must("without DROPLET there is an option", symbols["DROPLET_INFERENCE_ONLY"].str_value == "n")


def build(work, module, main, *arguments):
    """Of an image: exit code and log of the step that failed, or of the board."""
    built = work / "built"
    shutil.rmtree(built, ignore_errors=True)
    must_run(os.environ["CMAKE"], "-S", HERE / "zephyr", "-B", built, "-DCMAKE_SYSTEM_NAME=Generic",
             "-DCMAKE_C_COMPILER=arm-none-eabi-gcc", "-DCMAKE_CXX_COMPILER=arm-none-eabi-g++",
             "-DCMAKE_TRY_COMPILE_TARGET_TYPE=STATIC_LIBRARY", f"-DMODULE={module}", f"-DMAIN={main}",
             f"-DBOARDS={SOURCE / 'toolchains/boards'}", "-DSTANDARD=c++17", "-DCONFIG_DROPLET=y", *arguments)
    code, log = run(os.environ["CMAKE"], "--build", built)
    if code != 0:
        return code, log
    return run(SOURCE / "toolchains/emulators/run-board", "mps2-an386", built / "image")


def main(work):
    module = bring(work)
    check_options(work, check_metadata(module))
    for tool, package in (("arm-none-eabi-g++", "gcc-arm-none-eabi libstdc++-arm-none-eabi-newlib"),
                          ("qemu-system-arm", "qemu-system-arm")):
        if not shutil.which(tool):
            print(f"skipped: Zephyr's image: {tool} is missing: apt-get install {package}")
            sys.exit(77)

    program = SOURCE / "examples/firmware/main.c"
    code, log = build(work, module, program)
    must("the golden mask", code == 0, log)
    faster = "-DOPTIMIZE=-O0"
    code, log = build(work, module, program, faster, "-DCONFIG_DROPLET_INFERENCE_ONLY=y")
    must(f"for inference every element is kept: exit code 3, not {code}", code == 3, log)

    # Seen to fail: the default of Zephyr's, C++11, and a library without the flags of the CPU.
    code, log = build(work, module, program, faster, "-DSTANDARD=c++11")
    must("C++11 is refused", code != 0 and "Droplet needs C++17: -std=c++17" in log, log)
    lists = module / "zephyr/CMakeLists.txt"
    text = lists.read_text()
    lists.write_text(text.replace("  zephyr_library_named(droplet)\n", """  set(ZEPHYR_CURRENT_LIBRARY droplet)
  add_library(droplet STATIC "")
  target_include_directories(droplet PRIVATE "${droplet_root}/include")
  set_property(GLOBAL APPEND PROPERTY ZEPHYR_LIBS droplet)
"""))
    must("the planted line", lists.read_text() != text)
    code, log = build(work, module, program, faster)
    must("another CPU is refused", code != 0 and "uses VFP register arguments" in log, log)


with tempfile.TemporaryDirectory() as folder:
    main(pathlib.Path(folder).resolve())
