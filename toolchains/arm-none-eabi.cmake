# SPDX-License-Identifier: MIT
# What the 32-bit bare-metal toolchains share: GCC and newlib.
set(droplet_triple arm-none-eabi)
set(droplet_packages "gcc-arm-none-eabi libstdc++-arm-none-eabi-newlib")
include(${CMAKE_CURRENT_LIST_DIR}/bare-metal.cmake)
