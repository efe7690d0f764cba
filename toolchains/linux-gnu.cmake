# SPDX-License-Identifier: MIT
# What the Linux cross toolchains share: Debian's compilers for ${droplet_triple}, and qemu-user.
find_program(droplet_cxx ${droplet_triple}-g++)
if(NOT droplet_cxx)
  message(FATAL_ERROR "${droplet_triple}-g++ is missing: apt-get install g++-${droplet_triple}")
endif()
set(CMAKE_C_COMPILER ${droplet_triple}-gcc)
set(CMAKE_CXX_COMPILER ${droplet_triple}-g++)
set(CMAKE_CROSSCOMPILING_EMULATOR ${droplet_emulator} -L /usr/${droplet_triple})
# Header-only packages (doctest, xsimd) are those of the host.
set(CMAKE_FIND_ROOT_PATH /usr/${droplet_triple})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE BOTH)
