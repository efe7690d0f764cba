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

// The first n bits of a mask, at most 32. Those above them are any.
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

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
