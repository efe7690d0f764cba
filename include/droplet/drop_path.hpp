// SPDX-License-Identifier: MIT
//
// Drop path: dropout of whole rows, alone or added to a residual.
#ifndef DROPLET_DROP_PATH_HPP
#define DROPLET_DROP_PATH_HPP

#include <cstddef>
#include <cstdint>

#include "droplet/mask.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// batch: one decision, the mask's element `first`, for all rows (torchvision's `mode="batch"`);
/// else row r is decided by element `first + r` (timm, torchvision's `mode="row"`).
/// unscaled: surviving rows stay as they are (timm's `scale_by_keep=False`); else they are
/// multiplied by 1 / keep.
using PathOptions = droplet_path_options;

/// Drop path, or stochastic depth (Huang 2016; timm `drop_path`): whole rows survive or become +0.
/// x, y: rows * row_length float32, dense. Backward: the same call on the gradient.
[[nodiscard]] Status drop_path(const Mask& mask, const float* x, float* y, std::size_t rows,
                               std::size_t row_length, PathOptions options = {}) noexcept;

/// `y = residual + drop_path(branch)` in one pass; y may be the residual or the branch. Where y is
/// the residual a dropped row costs nothing. A product is rounded before it is added (no FMA).
/// residual, branch, y: rows * row_length float32. Inference and p = 0 add every row, unscaled.
/// Backward: the residual's gradient is y's, the branch's is `drop_path` of it.
[[nodiscard]] Status drop_path_add(const Mask& mask, const float* residual, const float* branch,
                                   float* y, std::size_t rows, std::size_t row_length,
                                   PathOptions options = {}) noexcept;

/// The rows that survive, ascending, before the branch is computed: whoever drops a row need not
/// compute it. `kept`: room for `rows` indices, of which `*kept_count` are written.
/// Errors: `bad_size` also for more than 2^32 rows.
[[nodiscard]] Status kept_rows(const Mask& mask, std::size_t rows, std::uint32_t* kept,
                               std::size_t* kept_count, PathOptions options = {}) noexcept;

/// `drop_path_add` with a compact branch: row j of `branch` belongs to the j-th surviving row.
/// residual, y: rows * row_length float32; y is the residual or disjoint from it. branch:
/// kept_count * row_length float32, disjoint from y. Errors: `bad_size` also where `kept_count` is
/// not what `kept_rows` gives for the same mask, rows and options.
[[nodiscard]] Status drop_path_scatter_add(const Mask& mask, const float* residual,
                                           const float* branch, std::size_t kept_count, float* y,
                                           std::size_t rows, std::size_t row_length,
                                           PathOptions options = {}) noexcept;

[[gnu::always_inline]] inline Status drop_path(const Mask& mask, const float* x, float* y,
                                               std::size_t rows, std::size_t row_length,
                                               PathOptions options) noexcept {
  if (detail::is_no_work(x, y)) return Status::ok;
  return detail::status(droplet_drop_path(&mask.c(), x, y, rows, row_length, options));
}
[[gnu::always_inline]] inline Status drop_path_add(const Mask& mask, const float* residual,
                                                   const float* branch, float* y, std::size_t rows,
                                                   std::size_t row_length,
                                                   PathOptions options) noexcept {
  return detail::status(
      droplet_drop_path_add(&mask.c(), residual, branch, y, rows, row_length, options));
}
[[gnu::always_inline]] inline Status kept_rows(const Mask& mask, std::size_t rows,
                                               std::uint32_t* kept, std::size_t* kept_count,
                                               PathOptions options) noexcept {
  return detail::status(droplet_kept_rows(&mask.c(), rows, kept, kept_count, options));
}
[[gnu::always_inline]] inline Status drop_path_scatter_add(const Mask& mask, const float* residual,
                                                           const float* branch,
                                                           std::size_t kept_count, float* y,
                                                           std::size_t rows, std::size_t row_length,
                                                           PathOptions options) noexcept {
  return detail::status(droplet_drop_path_scatter_add(&mask.c(), residual, branch, kept_count, y,
                                                      rows, row_length, options));
}

}  // namespace droplet

#endif
