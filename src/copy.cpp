// SPDX-License-Identifier: MIT
#include "copy.hpp"

namespace droplet {
namespace detail {

#if defined(__arm__) && !defined(__ARM_FEATURE_UNALIGNED)
// Four words at a time, in 5 instructions.
void copy(void* to, const void* from, size_t n) {
  auto* y = static_cast<uint8_t*>(to);
  const auto* x = static_cast<const uint8_t*>(from);
  constexpr size_t words = 4 * sizeof(uint32_t);
  while (n != 0) {
    const auto places = reinterpret_cast<uintptr_t>(x) | reinterpret_cast<uintptr_t>(y);
    if (n >= words && places % sizeof(uint32_t) == 0) {
      do {
        __asm__ volatile("ldmia %0!, {r3-r6}\n\tstmia %1!, {r3-r6}"
                         : "+l"(x), "+l"(y)
                         :
                         : "r3", "r4", "r5", "r6", "memory");
        n -= words;
      } while (n >= words);
      continue;
    }
    *y++ = *x++;
    --n;
    __asm__("" : "+r"(y));  // or the loop would become a call of memcpy
  }
}
#endif

}  // namespace detail
}  // namespace droplet
