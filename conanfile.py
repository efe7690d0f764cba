# SPDX-License-Identifier: MIT
"""Conan 2's recipe. docs/PACKAGES.md has the commands."""
import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir


class Droplet(ConanFile):
    name = "droplet"
    license = "MIT"
    description = "Allocation-free dropout and drop path over caller-owned buffers"
    topics = ("dropout", "training", "firmware", "embedded", "simd")
    package_type = "static-library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"inference_only": [True, False], "fPIC": [True, False]}
    default_options = {"inference_only": False, "fPIC": True}
    exports_sources = "CMakeLists.txt", "LICENSE", "cmake/*", "include/*", "platform/*", "src/*"

    def set_version(self):
        header = load(self, os.path.join(self.recipe_folder, "include", "droplet", "version.h"))
        self.version = ".".join(re.findall(r"#define DROPLET_VERSION_[A-Z]+ +(\d+)", header))

    def config_options(self):
        if self.settings.os in ("Windows", "baremetal"):  # An image is linked for its address.
            del self.options.fPIC

    def validate(self):
        check_min_cppstd(self, 17)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["DROPLET_BUILD_TESTS"] = False
        toolchain.cache_variables["DROPLET_BUILD_EXAMPLES"] = False
        toolchain.cache_variables["DROPLET_INFERENCE_ONLY"] = bool(self.options.inference_only)
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        CMake(self).install()
        for folder in ("share", "lib/cmake", "lib/pkgconfig"):  # Conan writes its own.
            rmdir(self, os.path.join(self.package_folder, folder))

    def package_info(self):
        self.cpp_info.libs = ["droplet"]
        if self.options.inference_only:
            self.cpp_info.defines = ["DROPLET_INFERENCE_ONLY"]
