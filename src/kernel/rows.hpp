// SPDX-License-Identifier: MIT
//
// Applies bits that are drawn or stored, one for each row, in a vocabulary V. The rules of
// lane_vectors.hpp for what ISA files include hold here.
#ifndef DROPLET_SRC_KERNEL_ROWS_HPP
#define DROPLET_SRC_KERNEL_ROWS_HPP

#include "copy.hpp"
#include "kernel/cache_policy.hpp"
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

// Those of 32 rows whose bits are 1.
template <class Isa, class V, class Keep, class Op>
[[gnu::always_inline]] inline void sweep(const Op& op, size_t at, uint32_t bits, size_t inner) {
  for_each_one(
      bits, [&](unsigned i) __attribute__((always_inline)) {
        apply_run<Isa, V, Keep>(op, at + i * inner, inner);
      });
}

// First the rows that are kept, then the others: no jump depends on a bit.
template <class Isa, class V, class Op>
[[gnu::always_inline]] inline void sweep_rows(const Op& op, size_t at, const uint8_t* bits,
                                              size_t count, size_t inner) {
  constexpr size_t together = 32;
  for (size_t i = 0; i < count; i += together) {
    const auto n = cast<unsigned>(count - i < together ? count - i : together);
    const uint32_t all = ~uint32_t{0} >> (together - n);
    const uint32_t kept = first_bits(bits + i / 8, n);
    sweep<Isa, V, All>(op, at + i * inner, kept & all, inner);
    sweep<Isa, V, None>(op, at + i * inner, ~kept & all, inner);
  }
}

// In order, every vector selected by its row's bit, and past the caches; y is none of the inputs.
// Returns whether it did: only where rows are whole vectors, and nothing is a bare copy, which a
// multiplication by 1, and the conversions of narrower floats, would not leave as it is.
template <class V, class Op>
[[gnu::always_inline]] inline bool select_rows(const Op& all, size_t at, const uint8_t* bits,
                                               size_t count, size_t inner) {
  constexpr unsigned width = Op::template width<V>;
  if constexpr (bypasses_caches<V, ElementOf<Op>> &&
                (!__is_class(ElementOf<Op>) || Op::drops_to_zero)) {
    auto op = advanced(prepared(all), at);
    if (all.copies(All{}) || inner % width != 0 || !begins_vector(op.y)) return false;
    for (size_t i = 0; i < count; ++i) {
      const Chosen<V, Loads::whole> keep{V::bits(bit_at(bits, i) ? ~uint32_t{0} : 0), 0};
      for (size_t k = 0; k < inner; k += width) {
        V::store_nontemporal(op.y + k, op.template value<V>(keep, k, Whole{}));
      }
      op.advance(inner);
    }
    V::end_nontemporal();
    return true;
  }
  return false;
}

template <class Isa, class V, class Op>
[[gnu::always_inline]] inline void apply_rows(const Op& op, size_t at, const uint8_t* bits,
                                              size_t count, size_t inner) {
  if constexpr (V::overlaps_draws) {
    if (sweeps(inner * sizeof *op.y)) {
      sweep_rows<Isa, V>(op, at, bits, count, inner);
      return;
    }
  }
  // Neighbouring rows with the same decision are applied as one run.
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
