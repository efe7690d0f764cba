// SPDX-License-Identifier: MIT
//
// Copies between buffers that are apart and need not be aligned, such as stored masks. Where a core
// may trap unaligned accesses (-mno-unaligned-access; UNALIGN_TRP on Cortex-M) newlib's memcpy
// makes them all the same.
#ifndef DROPLET_SRC_COPY_HPP
#define DROPLET_SRC_COPY_HPP

#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

#if defined(__arm__) && !defined(__ARM_FEATURE_UNALIGNED) && __ARM_ARCH >= 7
void copy(void* to, const void* from, size_t n);
#else  // memcpy itself keeps to what the core can do
[[gnu::always_inline]] inline void copy(void* to, const void* from, size_t n) {
  __builtin_memcpy(to, from, n);
}
#endif

#if defined(__arm__) && !defined(__ARM_FEATURE_UNALIGNED)
// By words where both are aligned alike, as newlib's memcpy does not: that of nano goes byte by
// byte.
void copy_by_words(void* to, const void* from, size_t n);
#else
[[gnu::always_inline]] inline void copy_by_words(void* to, const void* from, size_t n) {
  __builtin_memcpy(to, from, n);
}
#endif

// Elements, which are aligned as their type.
template <class T>
[[gnu::always_inline]] inline void copy_elements(T* to, const T* from, size_t n) {
  if constexpr (sizeof(T) % sizeof(uint32_t) == 0) {
    __builtin_memcpy(to, from, n * sizeof(T));
  } else {
    copy_by_words(to, from, n * sizeof(T));
  }
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
