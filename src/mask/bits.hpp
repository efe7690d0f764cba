// SPDX-License-Identifier: MIT
//
// A mask's bits, one by one. The rules of lane_vectors.hpp for what ISA files include hold here.
#ifndef DROPLET_SRC_MASK_BITS_HPP
#define DROPLET_SRC_MASK_BITS_HPP

#include "mask/shape.hpp"

namespace droplet {
namespace detail {
namespace {

[[gnu::always_inline]] inline bool bit_at(const uint8_t* bits, size_t i) {
  return (bits[i / 8] >> (i % 8) & 1) != 0;
}

// Calls use(i) for each bit i that is 1, ascending.
template <class Use>
[[gnu::always_inline]] inline void for_each_one(uint32_t word, Use use) {
#if defined(DROPLET_COUNTS_ZEROS_BY_CALL)
  // To find the next would be a call.
  for (unsigned i = 0; word != 0; word >>= 1, ++i) {
    if ((word & 1) != 0) use(i);
  }
#else
  for (; word != 0; word &= word - 1) use(static_cast<unsigned>(__builtin_ctz(word)));
#endif
}

// The first bit after i that differs from bit i, or n.
DROPLET_KERNEL(local) inline size_t end_of_run(const uint8_t* bits, size_t i, size_t n) {
  const bool first = bit_at(bits, i);
  do ++i;
  while (i < n && bit_at(bits, i) == first);
  return i;
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
