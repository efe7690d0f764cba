# SPDX-License-Identifier: MIT
# Cortex-M33 (ARMv8-M Mainline, single-precision FPU).
set(CMAKE_SYSTEM_PROCESSOR cortex-m33)
set(droplet_cpu_flags -mthumb -mcpu=cortex-m33 -mfpu=fpv5-sp-d16 -mfloat-abi=hard -mno-unaligned-access)
set(droplet_board mps2-an505)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
