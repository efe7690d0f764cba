// SPDX-License-Identifier: MIT
#include "copy.hpp"

#if defined(__arm__) && !defined(__ARM_FEATURE_UNALIGNED) && __ARM_ARCH >= 7

namespace droplet {
namespace detail {

// memcpy gets whole words at addresses of words: newlib's reads what is left of a word as a byte
// and then two, at an odd address.
void copy(void* to, const void* from, size_t n) {
  auto* y = static_cast<uint8_t*>(to);
  const auto* x = static_cast<const uint8_t*>(from);
  if ((reinterpret_cast<uintptr_t>(to) | reinterpret_cast<uintptr_t>(from)) % 4 == 0) {
    const size_t words = n & ~size_t{3};
    __builtin_memcpy(y, x, words);
    y += words;
    x += words;
    n -= words;
  }
  for (; n != 0; --n) {
    *y++ = *x++;
    __asm__("" : "+r"(y));  // or the loop would become a call of memcpy
  }
}

}  // namespace detail
}  // namespace droplet

#endif
