# SPDX-License-Identifier: MIT
# What the toolchains of x86-64 Windows share. Static, so that no program looks for a DLL.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static")
set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_CURRENT_LIST_DIR}/emulators/run-wine)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
