# SPDX-License-Identifier: MIT
# What the bare-metal toolchains share. Each names the compilers ${droplet_triple}-gcc and -g++, the
# CPU's flags ${droplet_cpu_flags}, and the board that runs what is built, ${droplet_board}: a name of
# QEMU's and of a linker script in toolchains/boards.
set(CMAKE_SYSTEM_NAME Generic)
find_program(droplet_cxx ${droplet_triple}-g++)
if(NOT droplet_cxx)
  message(FATAL_ERROR "${droplet_triple}-g++ is missing: apt-get install ${droplet_packages}")
endif()
if(NOT CMAKE_C_COMPILER)
  set(CMAKE_C_COMPILER ${droplet_triple}-gcc)
  set(CMAKE_CXX_COMPILER ${droplet_triple}-g++)
endif()
string(JOIN " " CMAKE_ASM_FLAGS_INIT ${droplet_cpu_flags})
string(JOIN " " CMAKE_C_FLAGS_INIT ${droplet_cpu_flags})
string(JOIN " " CMAKE_CXX_FLAGS_INIT ${CMAKE_C_FLAGS_INIT} ${droplet_cxx_flags})
# An image needs a linker script, which is not the toolchain's.
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_CURRENT_LIST_DIR}/emulators/run-board ${droplet_board})
# Header-only packages (doctest) are those of the host.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
