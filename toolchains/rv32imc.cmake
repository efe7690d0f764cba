# SPDX-License-Identifier: MIT
# RV32IMC: no atomic operations and no FPU (ESP32-C3).
set(CMAKE_SYSTEM_PROCESSOR rv32imc)
set(droplet_cpu_flags -march=rv32imc -mabi=ilp32)
include(${CMAKE_CURRENT_LIST_DIR}/riscv32.cmake)
