// SPDX-License-Identifier: MIT
//
// The way through a nest of decisions: reads the mask, chunk by chunk, and hands each chunk with
// its place to a kernel. Inlined into each operation, whose constants remove the loops that it does
// not need.
#ifndef DROPLET_SRC_KERNEL_WALK_HPP
#define DROPLET_SRC_KERNEL_WALK_HPP

#include "kernel/keep.hpp"
#include "mask/decisions.hpp"
#include "mask/reader.hpp"
#include "mask/writer.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// visit(reader, o, c) reads decisions from c on, does what they decide, and returns their number.
template <class Reader, class Visit>
[[gnu::always_inline]] inline void walk(Isa isa, const droplet_mask_t& mask, const Decisions& d,
                                        Visit visit) noexcept {
  Reader reader(isa, mask, d.outer * d.count);
  for (std::size_t o = 0; o < d.outer; ++o) {
    for (std::size_t c = 0; c < d.count;) c += visit(&reader, o, c);
    if (d.bits_pitch != d.count) reader.skip(d.bits_pitch - d.count);
  }
}

// Applies what the reader has next, at most n elements from `at` on, each with a decision of its
// own; returns their number. Bits are written where they are not null.
template <class Op>
[[gnu::always_inline]] inline std::size_t draw_some(Isa isa, StripeReader* reader, const Op& op,
                                                    std::size_t at, std::size_t n,
                                                    MaskWriter* writer,
                                                    const std::uint8_t* bits) noexcept {
  static_assert(IsFused<Op>::value || inference_only, "ops.def must say that this Op is fused");
  const std::size_t stripes = n / stripe_elements;
  if (!microcontroller && stripes != 0 && writer->stands_at_byte() && reader->advance_to_stripe()) {
    isa.draw_and_apply(op, at, reader->generator(), reader->threshold(), stripes,
                       bits != nullptr ? writer->place() : nullptr);
    if (bits != nullptr) writer->skip(stripes * stripe_elements);
    return stripes * stripe_elements;
  }
  const std::size_t count = reader->read(n);
  if (bits != nullptr) writer->append(reader->bits(), count);
  isa.apply(op, at, reader->bits(), count);
  return count;
}

// Each element has a decision of its own.
template <class Op>
[[gnu::always_inline]] inline void draw_elements(const droplet_mask_t& mask, const Op& op,
                                                 std::size_t n,
                                                 std::uint8_t* bits = nullptr) noexcept {
  const Isa isa = chosen_isa();
  MaskWriter writer(bits);
  const auto visit = [&](StripeReader* reader, std::size_t, std::size_t i) {
    return draw_some(isa, reader, op, i, n - i, &writer, bits);
  };
  walk<StripeReader>(isa, mask, dense(1, 1, n, 1), visit);
  writer.finish();
}

// Rows of one element take the kernel for elements, unless firmware has to hold it for them.
template <class Op>
[[gnu::always_inline]] inline void apply_rows_of(Isa isa, const Op& op, std::size_t at,
                                                 const std::uint8_t* bits, std::size_t count,
                                                 std::size_t inner) noexcept {
  if (!microcontroller && inner == 1 && !op.copies(All{})) {
    isa.apply(op, at, bits, count);
  } else {
    isa.rows(op, at, bits, count, inner);
  }
}

// Rows of `inner` elements share a decision. Neither this nor the next is inlined, as the stack of
// an operation that calls both would hold two readers.
template <class Op>
[[gnu::noinline]] void draw_rows(const droplet_mask_t& mask, const Op& op, std::size_t rows,
                                 std::size_t inner) noexcept {
  const Isa isa = chosen_isa();
  const auto visit = [&](RowReader* reader, std::size_t, std::size_t row) {
    const std::size_t count = reader->read(rows - row);
    apply_rows_of(isa, op, row * inner, reader->bits(), count, inner);
    return count;
  };
  walk<RowReader>(isa, mask, dense(1, 1, rows, inner), visit);
}

// Every `repeat` rows of `count` elements share their decisions.
template <class Op>
[[gnu::noinline]] void draw_repeated(const droplet_mask_t& mask, const Op& op, std::size_t outer,
                                     std::size_t repeat, std::size_t count) noexcept {
  const Isa isa = chosen_isa();
  const auto visit = [&](RowReader* reader, std::size_t o, std::size_t c) {
    const std::size_t n = reader->read(count - c);
    std::size_t at = o * repeat * count + c;
    for (std::size_t r = 0; r < repeat; ++r, at += count) {
      isa.apply(op, at, reader->bits(), n);
    }
    return n;
  };
  walk<RowReader>(isa, mask, dense(outer, repeat, count, 1), visit);
}

// All n elements share the one decision.
template <class Op>
inline void apply_to_all(Isa isa, const Op& op, bool kept, std::size_t n) noexcept {
  const std::uint8_t bits = kept ? 1 : 0;
  isa.rows(op, 0, &bits, 1, n);
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
