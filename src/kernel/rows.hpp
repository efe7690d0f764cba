// SPDX-License-Identifier: MIT
//
// Applies a mask that is there, a bit for each row, in a vocabulary V. The rules of
// lane_vectors.hpp for what ISA files include hold here.
#ifndef DROPLET_SRC_KERNEL_ROWS_HPP
#define DROPLET_SRC_KERNEL_ROWS_HPP

#include "kernel/span.hpp"
#include "mask/bits.hpp"

namespace droplet {
namespace detail {
namespace {

// Neighbours that share a decision go together.
template <class V, class Op>
inline void apply_rows(Op op, const uint8_t* bits, size_t count, size_t inner) {
  for (size_t i = 0; i < count;) {
    const size_t end = end_of_run(bits, i, count);
    const size_t n = (end - i) * inner;
    if (bit_at(bits, i)) {
      if (!op.leaves_kept()) span<V>(op, All{}, n);
    } else {
      if (!op.leaves_dropped()) span<V>(op, None{}, n);
    }
    op.advance(n);
    i = end;
  }
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
