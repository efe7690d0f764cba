// SPDX-License-Identifier: MIT
//
// Applies bits that are drawn or stored, one for each row, in a vocabulary V. The rules of
// lane_vectors.hpp for what ISA files include hold here.
#ifndef DROPLET_SRC_KERNEL_ROWS_HPP
#define DROPLET_SRC_KERNEL_ROWS_HPP

#include "copy.hpp"
#include "kernel/entries.hpp"
#include "kernel/span.hpp"
#include "kernel/store_over.hpp"
#include "mask/bits.hpp"

namespace droplet {
namespace detail {
namespace {

// n elements that are all kept, or all dropped.
template <class Isa, class V, class Keep, class Op>
[[gnu::always_inline]] inline void apply_run(const Op& op, size_t at, size_t n) {
  if (op.copies(Keep{})) {
    if (op.input() != op.y) copy(op.y + at, op.input() + at, n * sizeof *op.y);
    return;
  }
  if constexpr (!keeps_any<Keep> && Op::drops_to_zero) {
    __builtin_memset(op.y + at, 0, n * sizeof *op.y);
  } else if constexpr (keeps_any<Keep> && stores_over<V, Op>()) {
    kernel::kept_span<Isa>(op, at, n);
  } else {
    span<V, Keep>(prepared(op), at, n);
  }
}

// Neighbouring rows with the same decision are applied as one run.
template <class Isa, class V, class Op>
[[gnu::always_inline]] inline void apply_rows(const Op& op, size_t at, const uint8_t* bits,
                                              size_t count, size_t inner) {
  for (size_t i = 0; i < count;) {
    const size_t end = end_of_run(bits, i, count);
    const size_t n = (end - i) * inner;
    if (bit_at(bits, i)) {
      apply_run<Isa, V, All>(op, at, n);
    } else {
      apply_run<Isa, V, None>(op, at, n);
    }
    at += n;
    i = end;
  }
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
