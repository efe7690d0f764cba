# SPDX-License-Identifier: MIT
"""pio_library.py SOURCE_DIR: PlatformIO packs library.json's library, and builds an application with it for the
host, by its own finder of dependencies. Stand-ins are the platform, of the host's compiler, and the list of
licences, which it would download; its build tool, SCons, comes from PyPI instead of its registry."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile

import SCons
from platformio.package.manifest.schema import ManifestSchema
from platformio.package.pack import PackagePacker

from checks import must

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = pathlib.Path(sys.argv[1])
PACKED = re.compile(r"(library\.json|README\.md|CHANGELOG\.md|LICENSE|cmake/platformio\.py|src/sources\.txt"
                    r"|include/droplet/\w+\.hp{0,2}|(src|platform)/[\w/]+\.([ch]pp|def))$")
PLATFORM = {
    "platform.json": json.dumps({"name": "host", "version": "1.0.0", "title": "Host", "description": "a stand-in",
                                 "license": "MIT", "packages": {}}),
    "platform.py": "from platformio.public import PlatformBase\n\n\nclass HostPlatform(PlatformBase):\n    pass\n",
    "builder/main.py": f"""from SCons.Script import Default, DefaultEnvironment
env = DefaultEnvironment()
env.Replace(CC={os.environ["CC"]!r}, CXX={os.environ["CXX"]!r}, LINK={os.environ["CC"]!r}, AR="ar", RANLIB="ranlib")
Default(env.BuildProgram())
"""}
SCONS = {
    "package.json": json.dumps({"name": "tool-scons", "version": "4.41101.0", "description": "of PyPI"}),
    ".piopm": json.dumps({"type": "tool", "name": "tool-scons", "version": "4.41101.0",
                          "spec": {"owner": "platformio", "id": None, "name": "tool-scons", "requirements": None, "uri": None}}),
    "scons.py": "import sys\nsys.path.insert(0, sys.path[0])\nimport SCons.Script\nSCons.Script.main()\n"}


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def pack(tree, into):
    """The archive's path and its files."""
    into.mkdir()
    ManifestSchema.load_spdx_licenses = staticmethod(lambda: {"licenses": [{"licenseId": "MIT"}]})
    path = PackagePacker(str(tree)).pack(str(into))
    with tarfile.open(path) as archive:
        return pathlib.Path(path), archive.getnames()


class Project:
    def __init__(self, work, archive):
        self.folder = work / "project"
        self.archive = archive
        core = work / "core"
        self.environment = {**os.environ, "PLATFORMIO_CORE_DIR": str(core), "PLATFORMIO_SETTING_ENABLE_TELEMETRY": "no",
                            "PLATFORMIO_SETTING_CHECK_PLATFORMIO_INTERVAL": "9999"}
        write(work / "platform", PLATFORM)
        scons = core / "packages/tool-scons"
        write(scons, SCONS)
        shutil.copytree(pathlib.Path(SCons.__file__).parent, scons / "SCons")

    def run(self, main, flags="-std=gnu++17", **more):
        """Builds the program of main; its output, exit code of pio and of it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        write(self.folder, {"src/main.c": main, **more, "platformio.ini": f"""[env:host]
platform = symlink://../platform
lib_deps = file://{self.archive}
build_flags = -O0 {flags}
"""})
        done = subprocess.run([f"{sys.prefix}/bin/pio", "run", "-v", "-j", "1", "-d", self.folder], text=True,
                              env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return done.returncode, done.stdout

    def program(self):
        return subprocess.run([self.folder / ".pio/build/host/program"], text=True, capture_output=True, check=False)


def golden_rows():
    rows = re.findall(r"^(0x[^,]*),([^,]*),([^,]*),([^,]*),.*,([0-9a-f]+)$",
                      (SOURCE / "tests/vectors/keep_mask_v1.csv").read_text(), re.M)
    return "".join(f'{{{p}, {key}u, {first}u, {n}u, "{mask}"}},\n' for p, key, first, n, mask in rows)


def main(work):
    tree = work / "tree"
    for name in ("include", "src", "platform", "cmake", "examples"):
        shutil.copytree(SOURCE / name, tree / name)
    for name in ("library.json", "README.md", "CHANGELOG.md", "LICENSE", "CMakeLists.txt"):
        shutil.copy(SOURCE / name, tree)
    write(tree, {".git/config": "", "build/a.o": "", "tests/test.cpp": "", "src/generated.txt": ""})

    archive, names = pack(tree, work / "packed")
    stray = [name for name in names if not PACKED.match(name)]
    must(f"these are packed too: {stray}", not stray)

    project = Project(work, archive)
    code, log = project.run((HERE / "golden.c").read_text(), **{"include/golden.inc": golden_rows()})
    must("pio run", code == 0, log)
    done = project.program()
    must(f"golden masks: {done.stdout}", done.returncode == 0)

    # What a library keeps to itself the application does not see.
    leak = '#include "droplet/droplet.h"\n#include "check.hpp"\nint main(void) { return 0; }\n'
    code, log = project.run(leak)
    must("a private header is hidden", code != 0 and "check.hpp: No such file" in log, log)
    # An older standard is named.
    consumer = (HERE / "consumer.c").read_text()
    code, log = project.run(consumer, "-std=gnu++14")
    must("C++14 is refused", code != 0 and "Droplet needs C++17: -std=c++17" in log, log)

    # Seen to fail: a script that gives the private folders as PlatformIO is told to, and a list without a file.
    script = tree / "cmake/platformio.py"
    script.write_text(script.read_text().replace("env.Prepend(CCFLAGS=[", "env.Prepend(CPPPATH=[").replace("f\"-I{", "f\"{"))
    manifest = json.loads((tree / "library.json").read_text())
    del manifest["export"]
    (tree / "library.json").write_text(json.dumps(manifest))
    project.archive, names = pack(tree, work / "planted")
    must("an archive of everything is seen", any(not PACKED.match(name) for name in names))
    code, log = project.run(leak)
    must("a leaked header is seen", "check.hpp: No such file" not in log, log)


with tempfile.TemporaryDirectory() as folder:
    main(pathlib.Path(folder).resolve())
