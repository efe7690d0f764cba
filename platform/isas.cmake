# SPDX-License-Identifier: MIT
#
# The ISAs to build: entries of platform/isas.def, each compiled from platform/<isa>.cpp, the only file
# that gets its flags.
include(CheckCXXSourceCompiles)

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

function(droplet_target_is result condition)
  check_cxx_source_compiles("
    #if !(${condition})
    #error no
    #endif
    int main() { return 0; }" ${result})
endfunction()

droplet_target_is(DROPLET_TARGET_X86_64 "defined(__x86_64__)")
droplet_target_is(DROPLET_TARGET_ARM "defined(__arm__)")
droplet_target_is(DROPLET_TARGET_NEON "defined(__ARM_NEON)")
droplet_target_is(DROPLET_TARGET_HELIUM "defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 2)")
droplet_target_is(DROPLET_TARGET_WASM128 "defined(__wasm_simd128__)")
if(DROPLET_TARGET_X86_64)
  # F16C converts halves, and every CPU with AVX2 has it. It is used where a CPU can be asked for it, which
  # Clang 14 and GCC 10 cannot.
  check_cxx_source_compiles("int main() { return __builtin_cpu_supports(\"f16c\"); }" DROPLET_ASKS_F16C)
  if(DROPLET_ASKS_F16C)
    list(APPEND droplet_flags_avx2 -mf16c)
  endif()
  set(droplet_default_isas avx512 avx2 sse2 scalar)
elseif(DROPLET_TARGET_NEON)
  set(droplet_default_isas neon)
elseif(DROPLET_TARGET_HELIUM AND CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  set(droplet_default_isas helium)
elseif(DROPLET_TARGET_WASM128)
  set(droplet_default_isas wasm128)
else()
  set(droplet_default_isas scalar)
endif()
droplet_setting(DROPLET_ISAS "${droplet_default_isas}"
  "ISAs to build: one, called directly, or several with scalar, chosen at run time")

if(helium IN_LIST DROPLET_ISAS AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU"
   AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  message(FATAL_ERROR "DROPLET_ISAS names 'helium', but GCC ${CMAKE_CXX_COMPILER_VERSION} "
    "miscompiles its intrinsics. Use Clang, as toolchains/cortex-m55.cmake does, or -DDROPLET_ISAS=scalar.")
endif()

# What the library's own code, but no user's, needs to know about the ISAs.
add_library(droplet_isas INTERFACE)
target_include_directories(droplet_isas INTERFACE
  "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}/platform")
target_compile_definitions(droplet_isas INTERFACE $<$<BOOL:${DROPLET_ASKS_F16C}>:DROPLET_ASKS_F16C>)
list(LENGTH DROPLET_ISAS droplet_isa_count)
if(droplet_isa_count GREATER 1)
  if(NOT scalar IN_LIST DROPLET_ISAS)
    message(FATAL_ERROR "DROPLET_ISAS is '${DROPLET_ISAS}': with several ISAs 'scalar' must be "
      "among them, for the CPUs that run none of the others. Add it, or name one ISA alone.")
  endif()
  target_compile_definitions(droplet_isas INTERFACE DROPLET_MANY_ISAS)
else()
  target_compile_definitions(droplet_isas INTERFACE DROPLET_ONE_ISA)
endif()

set(droplet_isa_sources "")
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
