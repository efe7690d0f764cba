// SPDX-License-Identifier: MIT
#include "copy.hpp"

#if defined(__arm__) && !defined(__ARM_FEATURE_UNALIGNED) && __ARM_ARCH >= 7

namespace droplet {
namespace detail {

// Byte by byte, from the last on, so that one register counts for both.
void copy(void* to, const void* from, size_t n) {
  auto* y = static_cast<uint8_t*>(to);
  const auto* x = static_cast<const uint8_t*>(from);
  while (n != 0) {
    --n;
    y[n] = x[n];
    __asm__("" : "+r"(y));  // or the loop would become a call of memcpy
  }
}

}  // namespace detail
}  // namespace droplet

#endif
