# SPDX-License-Identifier: MIT
# x86-64 Windows by zig's Clang, with MinGW's headers and libc++.
set(droplet_zig ${CMAKE_CURRENT_LIST_DIR}/zig)
set(CMAKE_C_COMPILER ${droplet_zig}/cc)
set(CMAKE_CXX_COMPILER ${droplet_zig}/c++)
set(CMAKE_AR ${droplet_zig}/ar CACHE FILEPATH "")
set(CMAKE_RANLIB ${droplet_zig}/ranlib CACHE FILEPATH "")
# zig turns a sanitizer on where nothing is optimized.
set(CMAKE_C_FLAGS_INIT "-target x86_64-windows-gnu -fno-sanitize=undefined")
set(CMAKE_CXX_FLAGS_INIT "${CMAKE_C_FLAGS_INIT}")
include(${CMAKE_CURRENT_LIST_DIR}/windows.cmake)
