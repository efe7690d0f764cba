# SPDX-License-Identifier: MIT
# x86-64 Windows by zig's Clang and headers. MinGW's GCC links, with its libraries: zig's own would first be
# compiled.
set(droplet_zig ${CMAKE_CURRENT_LIST_DIR}/zig)
set(CMAKE_C_COMPILER ${droplet_zig}/cc)
set(CMAKE_CXX_COMPILER ${droplet_zig}/c++)
set(CMAKE_AR ${droplet_zig}/ar CACHE FILEPATH "")
set(CMAKE_RANLIB ${droplet_zig}/ranlib CACHE FILEPATH "")
find_program(droplet_mingw NAMES x86_64-w64-mingw32-gcc-posix x86_64-w64-mingw32-gcc)
if(NOT droplet_mingw)
  message(FATAL_ERROR "x86_64-w64-mingw32-gcc is missing: apt-get install g++-mingw-w64-x86-64-posix")
endif()
set(CMAKE_USER_MAKE_RULES_OVERRIDE ${CMAKE_CURRENT_LIST_FILE}) # What follows must come after CMake's own.
foreach(language IN ITEMS C CXX)
  set(CMAKE_${language}_LINK_EXECUTABLE "${droplet_mingw} -static <OBJECTS> -o <TARGET> <LINK_LIBRARIES>")
endforeach()
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
# -c: for CMake's first look at the compiler nothing is linked, or zig would compile those libraries all the
# same, five minutes of a CPU.
set(CMAKE_C_FLAGS_INIT "-c -target x86_64-windows-gnu")
set(CMAKE_CXX_FLAGS_INIT "${CMAKE_C_FLAGS_INIT}")
include(${CMAKE_CURRENT_LIST_DIR}/windows.cmake)
