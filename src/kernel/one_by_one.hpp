// SPDX-License-Identifier: MIT
//
// The loops of scalar cores, an element at a time. The rules of lane_vectors.hpp for what ISA files
// include hold here.
#ifndef DROPLET_SRC_KERNEL_ONE_BY_ONE_HPP
#define DROPLET_SRC_KERNEL_ONE_BY_ONE_HPP

#include "kernel/entries.hpp"
#include "kernel/keep.hpp"

namespace droplet {
namespace detail {
namespace {

template <class Op>
[[gnu::always_inline]] inline Op advanced(Op op, size_t n) {
  op.advance(n);
  return op;
}

// The first n bits of a mask, at most 32.
[[gnu::always_inline]] inline uint32_t first_bits(const uint8_t* bits, size_t n) {
  uint32_t word = 0;
  for (unsigned i = 0; i < n; i += 8) word |= uint32_t{bits[i / 8]} << i;
  return word;
}

// n elements, 1 to 32, one at a time.
template <class V, class Op>
[[gnu::always_inline]] inline void apply_one_by_one(Op op, const uint8_t* bits, unsigned n) {
  uint32_t word = first_bits(bits, n);
  const auto* const end = op.y + n;
  do {
    V::store(op.y, op.template value<V>(Chosen<V, Loads::whole>{V::bits(word), 0}, 0, Whole{}));
    op.advance(1);
    word >>= 1;
  } while (op.y != end);
}

template <class V, class Op>
[[gnu::always_inline]] inline void scalar_group_of(const Op& op, size_t at, const uint8_t* bits,
                                                   unsigned n) {
  if constexpr (Op::template width<V> == 1) apply_one_by_one<V>(advanced(op, at), bits, n);
}

// Stores integers: on ARM such a store takes an index, and a store of a float does not.
template <class T>
[[gnu::always_inline]] inline void store_over(const uint8_t* bits, T* y, size_t n, T value) {
  uint32_t integer = 0;
  __builtin_memcpy(&integer, &value, sizeof value);
  for (;; bits += 4, y += 32, n -= 32) {
    uint32_t dropped;
    if (n >= 32) {
      dropped = ~(bits[0] | bits[1] * 0x100u | bits[2] * 0x10000u | bits[3] * 0x1000000u);
    } else {
      dropped = ~first_bits(bits, n) & ((uint32_t{1} << n) - 1);
    }
    for (; dropped != 0; dropped &= dropped - 1) {
      T* const at = y + __builtin_ctz(dropped);
      __builtin_memcpy(__builtin_assume_aligned(at, sizeof value), &integer, sizeof value);
    }
    if (n <= 32) return;
  }
}

// One for each type, as GCC puts no template into a section of the user's choice.
// NOLINTBEGIN(bugprone-macro-parentheses): the argument is a type
#define DROPLET_STORE_OVER_DROPPED(T, suffix)                                    \
  DROPLET_KERNEL(local)                                                          \
  inline void store_over_dropped(const uint8_t* bits, T* y, size_t n, T value) { \
    store_over(bits, y, n, value);                                               \
  }
DROPLET_FLOATING_TYPES(DROPLET_STORE_OVER_DROPPED)
DROPLET_INTEGER_TYPES(DROPLET_STORE_OVER_DROPPED)
// NOLINTEND(bugprone-macro-parentheses)

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
