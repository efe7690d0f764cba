# SPDX-License-Identifier: MIT
# Cortex-A53 without an operating system (ARMv8-A), by Debian's compiler for Linux: bare AArch64 code
# is the same, and picolibc stands in for glibc. Memory is normal, that is the MMU is on, as for every
# image that uses its caches (without it: toolchains/README.md). DROPLET_BOARD is `virt` or `raspi3b`.
set(CMAKE_SYSTEM_PROCESSOR cortex-a53)
set(droplet_triple aarch64-linux-gnu)
set(droplet_packages "g++-aarch64-linux-gnu picolibc-aarch64-linux-gnu")
set(droplet_cpu_flags -mcpu=cortex-a53 -fno-pic -fno-stack-protector)
set(DROPLET_BOARD virt CACHE STRING "The board that runs what is built: virt or raspi3b")
set(droplet_board ${DROPLET_BOARD})
include(${CMAKE_CURRENT_LIST_DIR}/bare-metal.cmake)
