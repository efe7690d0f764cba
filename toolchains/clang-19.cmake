# SPDX-License-Identifier: MIT
# What the toolchains of Debian's newest Clang share.
find_program(droplet_clang clang++-19)
if(NOT droplet_clang)
  message(FATAL_ERROR "clang++-19 is missing: apt-get install clang-19")
endif()
set(CMAKE_C_COMPILER clang-19)
set(CMAKE_CXX_COMPILER ${droplet_clang})
