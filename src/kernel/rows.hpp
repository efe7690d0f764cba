// SPDX-License-Identifier: MIT
//
// Applies bits that are drawn or stored, one for each row, in a vocabulary V. The rules of
// lane_vectors.hpp for what ISA files include hold here.
#ifndef DROPLET_SRC_KERNEL_ROWS_HPP
#define DROPLET_SRC_KERNEL_ROWS_HPP

#include "copy.hpp"
#include "kernel/apply.hpp"
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

// Rows that go together, at most 32, from row i of `count` on: their number, and which are kept.
struct Together {
  unsigned n;
  uint32_t kept, dropped;
};
[[gnu::always_inline]] inline Together rows_together(const uint8_t* bits, size_t i, size_t count) {
  constexpr size_t most = 32;
  const auto n = cast<unsigned>(count - i < most ? count - i : most);
  const uint32_t all = ~uint32_t{0} >> (most - n), word = first_bits(bits + i / 8, n);
  return {n, word & all, ~word & all};
}

// In order, every vector selected by its row's bit.
template <class V, Stores stores, class Op>
[[gnu::always_inline]] inline void select_in_order(Op op, const uint8_t* bits, size_t count,
                                                   size_t inner) {
  for (size_t i = 0; i < count;) {
    Together rows = rows_together(bits, i, count);
    i += rows.n;
    for (; rows.n != 0; --rows.n, rows.kept >>= 1, op.advance(inner)) {
      const Chosen<V, Loads::whole> keep{V::bits((rows.kept & 1) != 0 ? ~uint32_t{0} : 0), 0};
      for (size_t k = 0; k < inner; k += Op::template width<V>) {
        store<V, stores>(op.y + k, op.template value<V>(keep, k, Whole{}));
      }
    }
  }
}

// Whether rows may be selected so: whole vectors, and nothing is a bare copy, which a
// multiplication by 1, and the conversions of narrower floats, would not leave as it is.
template <class V, class Op>
constexpr bool selects = bypasses_caches<V, ElementOf<Op>> &&
                         (!__is_class(ElementOf<Op>) || Op::drops_to_zero);
template <class V, class Op>
[[gnu::always_inline]] inline bool may_select(const Op& op, size_t inner) {
  if constexpr (selects<V, Op>) return !op.copies(All{}) && inner % Op::template width<V> == 0;
  return false;
}

// Rows that are short, unless what is dropped is in y already.
template <class V, class Op>
[[gnu::always_inline]] inline bool selects_short_rows(const Op& op, size_t inner) {
  const bool dropped_is_in_y = op.copies(None{}) && op.input() == op.y;
  return !dropped_is_in_y && inner <= vectors_of_short_rows * size_t{Op::template width<V>} &&
         may_select<V>(op, inner);
}

// First the rows that are kept, then the others: no jump depends on a bit.
template <class Isa, class V, class Op>
[[gnu::always_inline]] inline void sweep_rows(const Op& op, size_t at, const uint8_t* bits,
                                              size_t count, size_t inner) {
  for (size_t i = 0; i < count;) {
    const Together rows = rows_together(bits, i, count);
    sweep<Isa, V, All>(op, at, rows.kept, inner);
    sweep<Isa, V, None>(op, at, rows.dropped, inner);
    at += rows.n * inner;
    i += rows.n;
  }
}

// In order and past the caches; y is none of the inputs. Returns whether it did.
template <class V, class Op>
[[gnu::always_inline]] inline bool select_rows(const Op& op, size_t at, const uint8_t* bits,
                                               size_t count, size_t inner) {
  if constexpr (selects<V, Op>) {
    if (!may_select<V>(op, inner) || !begins_vector(op.y + at)) return false;
    select_in_order<V, Stores::past_caches>(advanced(prepared(op), at), bits, count, inner);
    V::end_nontemporal();
    return true;
  }
  return false;
}

template <class Isa, class V, class Op>
[[gnu::always_inline]] inline void apply_rows(const Op& op, size_t at, const uint8_t* bits,
                                              size_t count, size_t inner) {
  if constexpr (V::overlaps_draws && Kernels<Op>::swept) {
    if (sweeps(inner * sizeof *op.y)) {
      if (selects_short_rows<V>(op, inner)) {
        select_in_order<V, Stores::to_caches>(advanced(prepared(op), at), bits, count, inner);
      } else {
        sweep_rows<Isa, V>(op, at, bits, count, inner);
      }
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
