# SPDX-License-Identifier: MIT
"""PlatformIO runs this for library.json. What a library has in CPPPATH, and its source folder, an application
gets too: Droplet's private folders are therefore options of its compiler, and its source folder is the root,
which holds no header. src/sources.txt is the list of sources."""
import pathlib

Import("env", "pio_lib_builder")  # of SCons
root = pathlib.Path(pio_lib_builder.path)
sources = (root / "src/sources.txt").read_text().split()
env.Replace(SRC_FILTER=["-<*>"] + [f"+<{name}>" for name in sources])
env.Prepend(CCFLAGS=[f"-I{root / 'src'}", f"-I{root / 'platform'}"])
env.Append(CCFLAGS=["-fno-math-errno", "-ffunction-sections", "-fdata-sections"],
           CXXFLAGS=["-fno-exceptions", "-fno-rtti", "-fno-threadsafe-statics"])
