// SPDX-License-Identifier: MIT
//
// What the operations of drop path share.
#ifndef DROPLET_SRC_PATHS_HPP
#define DROPLET_SRC_PATHS_HPP

#include "check.hpp"
#include "kernel/walk.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

inline float kept_factor(const droplet_mask_t* mask, Verdict verdict,
                         droplet_path_options options) noexcept {
  return options.unscaled || verdict == Verdict::keep_all ? 1.0f : mask->rate.scale;
}

// One decision for all rows, or one a row.
template <class Op>
inline void draw_path(const droplet_mask_t& mask, const Op& op, std::size_t rows,
                      std::size_t row_length, bool batch) noexcept {
  if (batch) {
    apply_to_all(chosen_isa(), op, first_bit(mask), rows * row_length);
  } else {
    draw_rows(mask, op, rows, row_length);
  }
}

// Where nothing is drawn, all rows are kept, or all are dropped.
template <class Op>
inline void apply_path(const droplet_mask_t* mask, Verdict verdict, const Op& op, std::size_t rows,
                       std::size_t row_length, bool batch) noexcept {
  if constexpr (!inference_only) {
    if (verdict == Verdict::draw) {
      draw_path(*mask, op, rows, row_length, batch);
      return;
    }
  }
  apply_to_all(chosen_isa(), op, verdict == Verdict::keep_all, rows * row_length);
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
