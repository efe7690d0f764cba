# SPDX-License-Identifier: MIT
# ARMv7-A Linux with NEON and the hard-float ABI.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR armv7)
set(droplet_triple arm-linux-gnueabihf)
set(droplet_emulator qemu-arm -cpu cortex-a7)
set(CMAKE_C_FLAGS_INIT "-mfpu=neon-vfpv4")
set(CMAKE_CXX_FLAGS_INIT "-mfpu=neon-vfpv4")
include(${CMAKE_CURRENT_LIST_DIR}/linux-gnu.cmake)
