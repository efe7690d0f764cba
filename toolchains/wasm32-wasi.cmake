# SPDX-License-Identifier: MIT
# WebAssembly with 128-bit SIMD: a WASI program, by the Clang and the libraries of zig, under wasmtime.
set(CMAKE_SYSTEM_NAME Generic) # WASI came with CMake 3.31.
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER ${CMAKE_CURRENT_LIST_DIR}/zig/cc)
set(CMAKE_CXX_COMPILER ${CMAKE_CURRENT_LIST_DIR}/zig/c++)
set(CMAKE_AR ${CMAKE_CURRENT_LIST_DIR}/zig/ar)
set(CMAKE_RANLIB ${CMAKE_CURRENT_LIST_DIR}/zig/ranlib)
# zig would add a sanitizer without optimization, and debugging information with it.
set(CMAKE_C_FLAGS_INIT "-target wasm32-wasi -msimd128 -fno-sanitize=undefined -g0")
# Its C++ library can throw nothing there.
set(CMAKE_CXX_FLAGS_INIT "${CMAKE_C_FLAGS_INIT} -fno-exceptions")
# Nothing is linked before the library is built: zig compiles the C++ library for that, a minute once.
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_CURRENT_LIST_DIR}/emulators/run-wasm)
set(droplet_expected_isa wasm128) # The tests must not pass on another.
# Header-only packages (doctest) are those of the host.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
