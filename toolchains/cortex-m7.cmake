# SPDX-License-Identifier: MIT
# Cortex-M7 (ARMv7E-M, double-precision FPU).
set(CMAKE_SYSTEM_PROCESSOR cortex-m7)
set(droplet_cpu_flags -mthumb -mcpu=cortex-m7 -mfpu=fpv5-d16 -mfloat-abi=hard -mno-unaligned-access)
set(droplet_board mps2-an500)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
