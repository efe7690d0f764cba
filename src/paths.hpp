// SPDX-License-Identifier: MIT
//
// What the operations of drop path share.
#ifndef DROPLET_SRC_PATHS_HPP
#define DROPLET_SRC_PATHS_HPP

#include "integers.hpp"
#include "kernel/walk.hpp"
#include "mask/bits.hpp"
#include "ops/add.hpp"
#include "ops/requantize_add.hpp"
#include "rows.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

inline bool is_unscaled(Verdict verdict, droplet_path_options_t options) {
  return options.unscaled || verdict != Verdict::draw;  // with p = 1 there is no scale
}
inline float kept_factor(const droplet_mask_t* mask, Verdict verdict,
                         droplet_path_options_t options) {
  return is_unscaled(verdict, options) ? 1.0f : mask->rate.scale;
}
inline uint32_t kept_scale(const droplet_mask_t* mask, Verdict verdict,
                           droplet_path_options_t options) {
  return is_unscaled(verdict, options) ? scale_of_one : scale_bits(mask->rate);
}

// Of what adds, where the verdict is known.
template <class T>
inline void set_scale(Add<T>* op, const droplet_mask_t* mask, Verdict verdict,
                      droplet_path_options_t options) {
  op->factor = kept_factor(mask, verdict, options);
}
template <class T>
inline void set_scale(RequantizeAdd<T>* op, const droplet_mask_t* mask, Verdict verdict,
                      droplet_path_options_t options) {
  op->scale = kept_scale(mask, verdict, options);
}

// All rows are kept, or all dropped.
template <class Op>
[[gnu::noinline]] void apply_to_rows(Isa isa, Op op, bool kept, RowShape shape,
                                     const ptrdiff_t (&pitches)[Op::buffers]) {
  if (are_dense(pitches, shape)) {
    apply_to_all(isa, op, kept, shape.count * shape.length);
    return;
  }
  for (; shape.count != 0; --shape.count, op.move(pitches)) {
    apply_to_all(isa, op, kept, shape.length);
  }
}

// Rows of one element take the kernel for elements, unless firmware has to hold it for them.
template <class Op>
[[gnu::always_inline]] inline void apply_rows_of(Isa isa, const droplet_mask_t& mask,
                                                 RowShape shape, const Op& op, size_t row,
                                                 const uint8_t* bits, size_t count) {
  const size_t at = row * shape.length;
  if (!microcontroller && shape.length == 1 && !op.copies(All{})) {
    isa.apply(op, at, bits, count);
  } else {
    apply_rows_of_call(isa, mask, shape.count * shape.length, op, at, bits, count, shape.length);
  }
}

// Each row has a decision of its own.
template <class Op>
[[gnu::noinline]] void draw_rows(const droplet_mask_t& mask, Op op, RowShape shape,
                                 const ptrdiff_t (&pitches)[Op::buffers]) {
  const Isa isa = chosen_isa();
  const bool dense_rows = are_dense(pitches, shape);
  const auto visit = [&](RowReader* reader, size_t, size_t row) {
    const size_t count = reader->read(shape.count - row);
    if (dense_rows) {
      apply_rows_of(isa, mask, shape, op, row, reader->bits(), count);
      return count;
    }
    for (size_t i = 0; i < count; ++i, op.move(pitches)) {
      apply_to_all(isa, op, bit_at(reader->bits(), i), shape.length);
    }
    return count;
  };
  walk<RowReader>(isa, mask, dense(1, 1, shape.count, shape.length), visit);
}

// One decision a row, or one for all, which is none where nothing is drawn.
template <class Op>
inline void apply_path(const droplet_mask_t* mask, Verdict verdict, const Op& op, RowShape shape,
                       const ptrdiff_t (&pitches)[Op::buffers], bool batch) {
  bool kept = verdict == Verdict::keep_all;
  if constexpr (!inference_only) {
    if (verdict == Verdict::draw && !batch) {
      draw_rows(*mask, op, shape, pitches);
      return;
    }
    if (verdict == Verdict::draw) kept = first_bit(*mask);
  }
  apply_to_rows(chosen_isa(), op, kept, shape, pitches);
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
