# SPDX-License-Identifier: MIT
# What the 32-bit RISC-V toolchains share: Debian's GCC, which has no C library. The headers are newlib's for
# ARM, which know RISC-V, and of the functions toolchains/boards/c_library.c has what the tests call. The board
# that runs what is built has the name of the CPU.
set(droplet_triple riscv64-unknown-elf)
set(droplet_packages "gcc-riscv64-unknown-elf libstdc++-arm-none-eabi-newlib")
set(droplet_board ${CMAKE_SYSTEM_PROCESSOR})
find_path(droplet_newlib newlib.h PATHS /usr/include/newlib NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
file(GLOB droplet_cxx_headers ${droplet_newlib}/c++/*)
if(NOT droplet_cxx_headers)
  message(FATAL_ERROR "newlib's headers are missing: apt-get install libstdc++-arm-none-eabi-newlib")
endif()
list(APPEND droplet_cpu_flags -isystem ${droplet_newlib})
set(droplet_cxx_flags -isystem ${droplet_cxx_headers} -isystem ${droplet_cxx_headers}/arm-none-eabi)
include(${CMAKE_CURRENT_LIST_DIR}/bare-metal.cmake)
