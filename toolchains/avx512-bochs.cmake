# SPDX-License-Identifier: MIT
# x86-64 Linux with AVX-512, a Skylake-X that Bochs emulates: for hosts that have none. Static, as
# the guest sees no file of the host.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static")
set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_CURRENT_LIST_DIR}/bochs/run-bochs)
set(droplet_expected_isa avx512)
