# SPDX-License-Identifier: MIT
# Cortex-M55 (ARMv8.1-M with Helium). Clang compiles, as GCC 12 miscompiles Helium's intrinsics
# (platform/helium.cpp); GCC links, with its newlib.
set(CMAKE_SYSTEM_PROCESSOR cortex-m55)
find_program(droplet_clang NAMES clang++ clang++-14)
if(NOT droplet_clang)
  message(FATAL_ERROR "clang++ is missing: apt-get install clang")
endif()
find_program(droplet_gcc arm-none-eabi-g++)
if(NOT droplet_gcc)
  message(FATAL_ERROR "arm-none-eabi-g++ is missing: "
    "apt-get install gcc-arm-none-eabi libstdc++-arm-none-eabi-newlib")
endif()
set(CMAKE_C_COMPILER clang)
set(CMAKE_CXX_COMPILER ${droplet_clang})
set(CMAKE_C_COMPILER_TARGET thumbv8.1m.main-none-eabi)
set(CMAKE_CXX_COMPILER_TARGET thumbv8.1m.main-none-eabi)
set(droplet_cpu_flags -mcpu=cortex-m55 -mfloat-abi=hard -fshort-enums -mno-unaligned-access)
set(droplet_board mps3-an547)

# The headers of GCC's C and C++ libraries, and GCC as the linker.
set(droplet_link_flags -mthumb -mcpu=cortex-m55 -mfloat-abi=hard)
function(droplet_ask_gcc result)
  execute_process(COMMAND ${droplet_gcc} ${droplet_link_flags} ${ARGN} OUTPUT_VARIABLE answer
    OUTPUT_STRIP_TRAILING_WHITESPACE)
  set(${result} "${answer}" PARENT_SCOPE)
endfunction()
droplet_ask_gcc(droplet_gcc_version -dumpversion)
droplet_ask_gcc(droplet_multilib -print-multi-directory)
droplet_ask_gcc(droplet_newlib -print-file-name=../../../arm-none-eabi/include)
list(APPEND droplet_cpu_flags -isystem ${droplet_newlib})
set(droplet_cxx_headers ${droplet_newlib}/c++/${droplet_gcc_version})
set(droplet_cxx_flags -nostdinc++ -isystem ${droplet_cxx_headers}
  -isystem ${droplet_cxx_headers}/arm-none-eabi/${droplet_multilib})
string(JOIN " " droplet_link ${droplet_gcc} ${droplet_link_flags})
foreach(language IN ITEMS C CXX)
  set(CMAKE_${language}_LINK_EXECUTABLE
    "${droplet_link} <LINK_FLAGS> <OBJECTS> -o <TARGET> <LINK_LIBRARIES>")
endforeach()
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
