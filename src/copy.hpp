// SPDX-License-Identifier: MIT
//
// Copies between buffers that are apart and need not be aligned, such as stored masks. Where a core
// may trap unaligned accesses (-mno-unaligned-access; UNALIGN_TRP on Cortex-M) newlib's memcpy
// makes them all the same, and that of nano goes byte by byte.
#ifndef DROPLET_SRC_COPY_HPP
#define DROPLET_SRC_COPY_HPP

#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

#if defined(__arm__) && !defined(__ARM_FEATURE_UNALIGNED)
// By words where both are aligned.
void copy(void* to, const void* from, size_t n);
#else
[[gnu::always_inline]] inline void copy(void* to, const void* from, size_t n) {
  __builtin_memcpy(to, from, n);
}
#endif

// Whether to copy a word from any address is a call of memcpy: GCC's answer where no load may be
// unaligned.
#if defined(__ARM_ARCH) && !defined(__ARM_FEATURE_UNALIGNED) && !defined(__clang__)
constexpr bool copies_words_by_call = true;
#else
constexpr bool copies_words_by_call = false;
#endif

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
