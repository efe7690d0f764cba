# SPDX-License-Identifier: MIT
# WebAssembly with 128-bit SIMD: a WASI program, by Clang and Debian's libraries for WASI, under wasmtime.
set(CMAKE_SYSTEM_NAME Generic) # WASI came with CMake 3.31.
set(CMAKE_SYSTEM_PROCESSOR wasm32)
find_program(droplet_clang clang++-19)
if(NOT droplet_clang)
  message(FATAL_ERROR "clang++-19 is missing: apt-get install clang-19")
endif()
set(CMAKE_C_COMPILER clang-19)
set(CMAKE_CXX_COMPILER ${droplet_clang})
set(CMAKE_C_COMPILER_TARGET wasm32-wasi)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
find_program(CMAKE_AR llvm-ar) # GNU's makes no index of such objects.
if(NOT CMAKE_AR)
  message(FATAL_ERROR "llvm-ar is missing: apt-get install llvm")
endif()
set(CMAKE_C_FLAGS_INIT -msimd128)
# Its C++ library can throw nothing there.
set(CMAKE_CXX_FLAGS_INIT "-msimd128 -fno-exceptions")
set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_CURRENT_LIST_DIR}/emulators/run-wasm)
set(droplet_expected_isa wasm128) # The tests must not pass on another.
# Header-only packages (doctest) are those of the host.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
