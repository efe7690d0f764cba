# SPDX-License-Identifier: MIT
# Cortex-M4F (ARMv7E-M, single-precision FPU).
set(CMAKE_SYSTEM_PROCESSOR cortex-m4)
set(droplet_cpu_flags -mthumb -mcpu=cortex-m4 -mfpu=fpv4-sp-d16 -mfloat-abi=hard -mno-unaligned-access)
set(droplet_board mps2-an386)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
