// SPDX-License-Identifier: MIT
//
// The way through a nest of decisions: reads the mask, chunk by chunk, and hands each chunk with
// its place to a kernel. Inlined into each operation, whose constants remove the loops that it does
// not need.
#ifndef DROPLET_SRC_KERNEL_WALK_HPP
#define DROPLET_SRC_KERNEL_WALK_HPP

#include "kernel/cache_policy.hpp"
#include "kernel/keep.hpp"
#include "mask/decisions.hpp"
#include "mask/reader.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// visit(reader, o, c) reads decisions from c on, does what they decide, and returns their number.
// `bits` are where a StripeReader writes.
template <class Reader, class Visit, class... Bits>
[[gnu::always_inline]] inline void walk(Isa isa, const droplet_mask_t& mask, const Decisions& d,
                                        Visit visit, Bits... bits) {
  Reader reader(isa, mask, d.outer * d.count, bits...);
  for (size_t o = 0; o < d.outer; ++o) {
    for (size_t c = 0; c < d.count;) c += visit(&reader, o, c);
    if (d.bits_pitch != d.count) reader.skip(d.bits_pitch - d.count);
  }
}

// Applies what the reader has next, at most n elements from `at` on, each with a decision of its
// own; returns their number.
template <class Op>
[[gnu::always_inline]] inline size_t draw_some(Isa isa, StripeReader* reader, const Op& op,
                                               size_t at, size_t n) {
  static_assert(Kernels<Op>::fused || inference_only, "ops.def must say that this Op is fused");
  const size_t stripes = n / stripe_elements;
  if (!microcontroller && stripes != 0 && reader->advance_to_stripe()) {
    isa.draw_and_apply(op, at, reader->generator(), reader->threshold(), stripes, reader->place());
    reader->wrote(stripes * stripe_elements);
    return stripes * stripe_elements;
  }
  const size_t count = reader->read(n);
  isa.apply(op, at, reader->bits(), count);
  return count;
}

// Each element of rows that may have pitches has a decision of its own; `bits` have none. Moves the
// Op to the last row. Not inlined, as the stack of an operation would hold the reader beside all
// that it checks.
template <class Op>
[[gnu::noinline]] void draw_matrix(const droplet_mask_t& mask, Op& op, size_t rows, size_t length,
                                   size_t mask_pitch, const ptrdiff_t (&pitches)[Op::buffers],
                                   uint8_t* bits) {
  const Isa isa = chosen_isa();
  const auto visit = [&](StripeReader* reader, size_t row, size_t i) {
    const size_t n = draw_some(isa, reader, op, i, length - i);
    if (i + n == length && row + 1 != rows) op.move(pitches);
    return n;
  };
  walk<StripeReader>(isa, mask, {rows, 1, length, 1, mask_pitch}, visit, bits);
}

// The same without rows; there is at least one element.
template <class Op>
[[gnu::always_inline]] inline void draw_elements(const droplet_mask_t& mask, const Op& op, size_t n,
                                                 uint8_t* bits = nullptr) {
  const Isa isa = chosen_isa();
  if (!scalar_alone && !microcontroller && n <= stripe_elements && bits == nullptr) {
    uint64_t words[lane_count];
    if (const uint8_t* const drawn = draw_few(isa, mask, n, words)) {
      isa.apply(op, 0, drawn, n);
      return;
    }
  }
  StripeReader reader(isa, mask, n, bits);
  size_t at = 0;
  do at += draw_some(isa, &reader, op, at, n - at);
  while (at != n);
}

// `count` rows of a call of n elements. Those that are out of place may go past the caches.
template <class Op>
[[gnu::always_inline]] inline void apply_rows_of_call(Isa isa, const droplet_mask_t& mask, size_t n,
                                                      const Op& op, size_t at, const uint8_t* bits,
                                                      size_t count, size_t length) {
  if constexpr (may_pass_caches) {
    const bool keeps_few = keep_units(mask.rate) <= keep_everything / 4;
    if (!op.in_place() && selects_rows(n * sizeof *op.y, length * sizeof *op.y, keeps_few)) {
      isa.rows_past_caches(op, at, bits, count, length);
      return;
    }
  }
  isa.rows(op, at, bits, count, length);
}

// All n elements share the one decision.
template <class Op>
inline void apply_to_all(Isa isa, const Op& op, bool kept, size_t n) {
  const uint8_t bits = kept ? 1 : 0;
  isa.rows(op, 0, &bits, 1, n);
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
