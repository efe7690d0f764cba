// SPDX-License-Identifier: MIT
//
// What the operations of drop path share.
#ifndef DROPLET_SRC_PATHS_HPP
#define DROPLET_SRC_PATHS_HPP

#include "check.hpp"
#include "kernel/nest.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

inline float kept_factor(const droplet_mask_t* mask, Verdict verdict,
                         droplet_path_options_t options) noexcept {
  return options.unscaled || verdict == Verdict::keep_all ? 1.0f : mask->rate.scale;
}

// Where row r of a buffer stands.
inline Pitch row_pitch(const droplet_rows_t& rows, std::size_t pitch) noexcept {
  return {0, 0, pitch != 0 ? pitch : rows.row_length};
}

// All rows are kept, or all are dropped.
template <class Op>
inline void apply_to_rows(Isa isa, const Op& op, bool kept, const Decisions& d,
                          const Pitch (&pitches)[Op::buffers]) noexcept {
  bool whole = true;
  for (const Pitch& pitch : pitches) whole = whole && is_dense(d, pitch);
  const std::size_t runs = whole ? 1 : d.count;
  for (std::size_t row = 0; row < runs; ++row) {
    apply_to_all(isa, moved(op, pitches, 0, 0, row), kept, whole ? d.count * d.inner : d.inner);
  }
}

// One decision a row, or one for all, which is none where nothing is drawn.
template <class Op>
inline void apply_path(const droplet_mask_t* mask, Verdict verdict, const Op& op,
                       const Decisions& d, const Pitch (&pitches)[Op::buffers],
                       bool batch) noexcept {
  bool kept = verdict == Verdict::keep_all;
  if constexpr (!inference_only) {
    if (verdict == Verdict::draw && !batch) {
      draw_nest<Kernels::of_rows>(*mask, op, d, pitches);
      return;
    }
    if (verdict == Verdict::draw) kept = first_bit(*mask);
  }
  apply_to_rows(chosen_isa(), op, kept, d, pitches);
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
