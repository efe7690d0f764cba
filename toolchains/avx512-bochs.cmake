# SPDX-License-Identifier: MIT
# x86-64 Linux with AVX-512, a Skylake-X that Bochs emulates: for hosts that have none. Static, as
# the guest sees no file of the host.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER gcc)
set(CMAKE_CXX_COMPILER g++)
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static")
set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_CURRENT_LIST_DIR}/emulators/run-bochs)

# Where Bochs 3.0 cannot be had, Debian's runs what it does right. CMake's trials, which do not know what is in the
# cache, run nothing.
get_property(droplet_is_trial GLOBAL PROPERTY IN_TRY_COMPILE)
if(NOT droplet_is_trial AND NOT DROPLET_BOCHS_IS_MISSING)
  execute_process(COMMAND ${CMAKE_CURRENT_LIST_DIR}/install-bochs
    OUTPUT_QUIET RESULT_VARIABLE droplet_bochs_fails ERROR_VARIABLE droplet_bochs_log)
  if(droplet_bochs_fails)
    message(STATUS "skipped: half on AVX-512, whose ties Debian's Bochs rounds up: ${droplet_bochs_log}")
    set(DROPLET_BOCHS_IS_MISSING TRUE CACHE INTERNAL "not to be tried again")
  endif()
endif()

# The tests must not pass on another ISA; and what would take minutes in the emulator, cases whose
# edges the rest of their files have too, runs on the host.
set(droplet_expected_isa avx512)
set(droplet_excluded "counts 0 to 200*,every cut of*")
if(DROPLET_BOCHS_IS_MISSING)
  string(APPEND droplet_excluded ",*<droplet_f16_t>*,kept elements*,kept halves")
endif()
set(droplet_unit_arguments "--test-case-exclude=${droplet_excluded}")
