# SPDX-License-Identifier: MIT
# Cortex-M0+ (ARMv6-M, no FPU).
set(CMAKE_SYSTEM_PROCESSOR cortex-m0plus)
set(droplet_cpu_flags -mthumb -mcpu=cortex-m0plus)
set(droplet_board microbit)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
