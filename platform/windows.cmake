# SPDX-License-Identifier: MIT
#
# Windows aligns the stack to 16 bytes. Clang aligns a frame to more where its vectors need that. GCC does
# not, and spills vectors of AVX by moves that fault (GCC bug 54412; Debian's and MSYS2's is patched). The
# assembler can make of them moves that need no alignment, but link-time optimization forgets its options.
#
# ${droplet_unaligned_moves}: what the library is compiled with. ${droplet_spills_fault}: AVX may fault.
include(CheckCXXCompilerFlag)

set(droplet_unaligned_moves "")
set(droplet_spills_fault OFF)
if(CMAKE_SYSTEM_NAME MATCHES "^(Windows|CYGWIN|MSYS)$" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(flag -Wa,-muse-unaligned-vector-move) # binutils 2.38
  check_cxx_compiler_flag(${flag} DROPLET_HAS_UNALIGNED_MOVES)
  if(DROPLET_HAS_UNALIGNED_MOVES AND NOT CMAKE_INTERPROCEDURAL_OPTIMIZATION)
    set(droplet_unaligned_moves ${flag})
  else()
    set(droplet_spills_fault ON)
  endif()
endif()

function(droplet_warn_of_spills)
  if(droplet_spills_fault AND DROPLET_ISAS MATCHES "avx")
    message(WARNING "DROPLET_ISAS is '${DROPLET_ISAS}', but on Windows GCC may spill vectors of AVX to a stack "
      "that is not aligned for them, where the program faults. Use binutils 2.38 or later without link-time "
      "optimization, or Clang, or -DDROPLET_ISAS=\"sse2;scalar\"; or know that your GCC has bug 54412 mended.")
  endif()
endfunction()
