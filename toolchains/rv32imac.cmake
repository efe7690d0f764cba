# SPDX-License-Identifier: MIT
# RV32IMAC: no FPU (ESP32-C6 and H2, RP2350's Hazard3, CH32V208).
set(CMAKE_SYSTEM_PROCESSOR rv32imac)
set(droplet_cpu_flags -march=rv32imac -mabi=ilp32)
include(${CMAKE_CURRENT_LIST_DIR}/riscv32.cmake)
