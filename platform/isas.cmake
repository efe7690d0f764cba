# SPDX-License-Identifier: MIT
#
# The ISAs to build: entries of platform/isas.def, each compiled from platform/<isa>.cpp, the only file
# that gets its flags.
include(CheckCXXSourceCompiles)
# What a project that contains Droplet has set for checks of its own would fail these in silence.
foreach(what IN ITEMS FLAGS DEFINITIONS INCLUDES LINK_OPTIONS LIBRARIES)
  set(CMAKE_REQUIRED_${what} "")
endforeach()
include(${CMAKE_CURRENT_LIST_DIR}/windows.cmake)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # False alarms in GCC's own _mm512_undefined_epi32 (GCC bug 105593).
  set(droplet_avx512_header_flags -Wno-uninitialized -Wno-maybe-uninitialized)
endif()
set(droplet_flags_avx512 -mavx512f -mavx512dq ${droplet_avx512_header_flags})
set(droplet_flags_avx2 -mavx2)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC needs more registers once it has reordered the generator's xors: dropout of 2,048 elements took
  # 2 % longer at p = 0.1, 6 % at p = 0.5 (GCC 12.2, Zen 3).
  list(APPEND droplet_flags_avx2 -fno-tree-reassoc)
endif()

# Compiled, not linked: an image may need a memory map that CMake does not know.
function(droplet_target_is result condition)
  set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
  check_cxx_source_compiles("
    #include \"${PROJECT_SOURCE_DIR}/src/kernel/compiled_isas.hpp\"
    #if !(${condition})
    #error no
    #endif
    int main() { return 0; }" ${result})
endfunction()

# Where the architectures of a universal build have no ISA in common, and in Zephyr, whose flags CMake
# does not know, each file asks the compiler.
set(droplet_default_isas compiler)
droplet_target_is(DROPLET_TARGET_ARM "defined(__arm__)")
droplet_target_is(DROPLET_TARGET_X86_64 "defined(__x86_64__)")
if(DROPLET_TARGET_X86_64 AND NOT TARGET zephyr_interface)
  # F16C converts halves, and every CPU with AVX2 has it. It is used where a CPU can be asked for it, which
  # Clang 14 and GCC 10 cannot.
  check_cxx_source_compiles("int main() { return __builtin_cpu_supports(\"f16c\"); }" DROPLET_ASKS_F16C)
  if(DROPLET_ASKS_F16C)
    list(APPEND droplet_flags_avx2 -mf16c)
  endif()
  set(droplet_default_isas avx512 avx2 sse2 scalar)
  if(droplet_spills_fault)
    set(droplet_default_isas sse2 scalar)
  endif()
elseif(NOT TARGET zephyr_interface)
  foreach(isa IN ITEMS neon helium wasm128 sse2 avx2 avx512 scalar)
    string(TOUPPER "${isa}" upper)
    droplet_target_is(DROPLET_TARGET_${upper} "defined(DROPLET_HAVE_${upper})")
    if(DROPLET_TARGET_${upper})
      set(droplet_default_isas ${isa})
      break()
    endif()
  endforeach()
endif()
droplet_setting(DROPLET_ISAS "${droplet_default_isas}"
  "ISAs to build: one, called directly; several with scalar, chosen at run time; or compiler: the one of its flags")

if(helium IN_LIST DROPLET_ISAS AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU"
   AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  message(FATAL_ERROR "DROPLET_ISAS names 'helium', but GCC ${CMAKE_CXX_COMPILER_VERSION} "
    "miscompiles its intrinsics. Use Clang, as toolchains/cortex-m55.cmake does, or -DDROPLET_ISAS=scalar.")
endif()

droplet_warn_of_spills()

# What the library's own code, but no user's, needs to know about the ISAs.
add_library(droplet_isas INTERFACE)
target_include_directories(droplet_isas INTERFACE
  "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}/platform")
target_compile_options(droplet_isas INTERFACE ${droplet_unaligned_moves})
target_compile_definitions(droplet_isas INTERFACE $<$<BOOL:${DROPLET_ASKS_F16C}>:DROPLET_ASKS_F16C>)
list(LENGTH DROPLET_ISAS droplet_isa_count)
set(droplet_isa_sources "")
if(DROPLET_ISAS STREQUAL "compiler")
  message(STATUS "Droplet's instruction set: the best that the compiler's flags allow")
  set(droplet_isa_sources ${droplet_every_isa})
  set(DROPLET_ISAS "") # None is known here by its name.
elseif(droplet_isa_count GREATER 1)
  if(NOT scalar IN_LIST DROPLET_ISAS)
    message(FATAL_ERROR "DROPLET_ISAS is '${DROPLET_ISAS}': with several ISAs 'scalar' must be "
      "among them, for the CPUs that run none of the others. Add it, or name one ISA alone.")
  endif()
  target_compile_definitions(droplet_isas INTERFACE DROPLET_MANY_ISAS)
else()
  target_compile_definitions(droplet_isas INTERFACE DROPLET_ONE_ISA)
endif()
if(DROPLET_ISAS)
  list(JOIN DROPLET_ISAS ", " isas)
  message(STATUS "Droplet's instruction sets: ${isas}")
endif()

foreach(isa IN LISTS DROPLET_ISAS)
  set(file "${PROJECT_SOURCE_DIR}/platform/${isa}.cpp")
  if(NOT EXISTS "${file}")
    message(FATAL_ERROR "DROPLET_ISAS names '${isa}', but there is no platform/${isa}.cpp")
  endif()
  list(APPEND droplet_isa_sources "${file}")
  set_source_files_properties("${file}" PROPERTIES COMPILE_OPTIONS "${droplet_flags_${isa}}")
  string(TOUPPER "${isa}" upper)
  target_compile_definitions(droplet_isas INTERFACE DROPLET_HAVE_${upper})
endforeach()
