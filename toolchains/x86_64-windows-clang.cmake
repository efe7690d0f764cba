# SPDX-License-Identifier: MIT
# x86-64 Windows by Clang, with the headers and C libraries of MinGW's GCC.
include(${CMAKE_CURRENT_LIST_DIR}/clang-19.cmake)
set(CMAKE_C_COMPILER_TARGET x86_64-w64-mingw32)
set(CMAKE_CXX_COMPILER_TARGET x86_64-w64-mingw32)
include(${CMAKE_CURRENT_LIST_DIR}/windows.cmake)
