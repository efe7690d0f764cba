# SPDX-License-Identifier: MIT
# Cortex-A9 without an operating system (ARMv7-A, NEON).
set(CMAKE_SYSTEM_PROCESSOR cortex-a9)
set(droplet_cpu_flags -marm -mcpu=cortex-a9 -mfpu=neon -mfloat-abi=hard -mno-unaligned-access)
set(droplet_board vexpress-a9)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
