# SPDX-License-Identifier: MIT
# AArch64 Linux: Raspberry Pi 3 to 5 and every other 64-bit ARM board.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(droplet_triple aarch64-linux-gnu)
set(droplet_emulator qemu-aarch64 -cpu cortex-a53)
include(${CMAKE_CURRENT_LIST_DIR}/linux-gnu.cmake)
