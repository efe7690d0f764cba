# SPDX-License-Identifier: MIT
# x86-64 Windows by MinGW's GCC, here the one whose std::thread works, of Debian's two.
set(droplet_triple x86_64-w64-mingw32)
find_program(droplet_cxx NAMES ${droplet_triple}-g++-posix ${droplet_triple}-g++)
find_program(droplet_cc NAMES ${droplet_triple}-gcc-posix ${droplet_triple}-gcc)
if(NOT droplet_cxx OR NOT droplet_cc)
  message(FATAL_ERROR "${droplet_triple}-g++ is missing: apt-get install g++-mingw-w64-x86-64-posix")
endif()
set(CMAKE_C_COMPILER ${droplet_cc})
set(CMAKE_CXX_COMPILER ${droplet_cxx})
include(${CMAKE_CURRENT_LIST_DIR}/windows.cmake)
