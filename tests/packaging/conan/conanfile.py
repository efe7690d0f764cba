# SPDX-License-Identifier: MIT
"""The test of Conan's package: programs in C++ and in C find it, and, where they run, print what it is."""
import io
import os

from conan import ConanFile
from conan.errors import ConanException
from conan.tools.build import can_run
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout


class Consumer(ConanFile):
    settings = "os", "arch", "compiler", "build_type"
    generators = "CMakeDeps"

    def requirements(self):
        self.requires(self.tested_reference_str)

    def layout(self):
        cmake_layout(self, build_folder="../../../build/conan")

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.user_presets_path = False  # It would stand in the tree.
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def test(self):
        expected = "inference" if self.dependencies["droplet"].options.inference_only else "training"
        for program in ("consumer_c", "consumer_cpp") if can_run(self) else ():
            printed = io.StringIO()
            self.run(os.path.join(self.cpp.build.bindir, program), printed, env="conanrun")
            if printed.getvalue() != f"{expected}\n":
                raise ConanException(f"{program} prints {printed.getvalue()!r}, not {expected!r}")
