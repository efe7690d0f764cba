# SPDX-License-Identifier: MIT
# RV32IMAFC: a single-precision FPU (CH32V307, ESP32-P4).
set(CMAKE_SYSTEM_PROCESSOR rv32imafc)
set(droplet_cpu_flags -march=rv32imafc -mabi=ilp32f)
include(${CMAKE_CURRENT_LIST_DIR}/riscv32.cmake)
