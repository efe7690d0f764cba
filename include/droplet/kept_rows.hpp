// SPDX-License-Identifier: MIT
//
// Which rows are kept, as a list: by drop path, or a number of them by chance; and a branch, or a
// layer, that computes those alone.
#ifndef DROPLET_KEPT_ROWS_HPP
#define DROPLET_KEPT_ROWS_HPP

#include "droplet/functions.hpp"
#include "droplet/mask.hpp"
#include "droplet/scale.hpp"
#include "droplet/shapes.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// The rows that survive, ascending, before the branch is computed: whoever drops a row need not
/// compute it. Decisions as `drop_path`. `gather_rows` takes the list, then `scatter_add_rows`.
///
/// kept: room for `rows` indices, of which `*kept_count` are written; apart from kept_count. With
/// no rows the count is 0, and either may be null.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size (more than 2^32 rows too),
/// null_buffer, overlap.
[[nodiscard, gnu::always_inline]] inline StatusCode kept_rows(const Mask& mask, size_t rows,
                                                              uint32_t* kept, size_t* kept_count,
                                                              PathOptions options = {}) noexcept {
  return detail::status(droplet_kept_rows(&mask.c(), rows, kept, kept_count, options));
}

/// What drop path multiplies surviving rows by: the rate's scale; 1 where it leaves them as they
/// are, unscaled, in inference and with p = 0, and with p = 1, where none survives. Of a descriptor
/// that is refused its bits are 0, which operations refuse.
[[nodiscard, gnu::always_inline]] inline Scale kept_factor(const Mask& mask,
                                                           PathOptions options = {}) noexcept {
  return Scale(droplet_kept_factor(&mask.c(), options));
}

/// `count` of `rows` rows, all sets of as many equally likely, ascending, and `rows / count`, which
/// keeps the mean: DINOv2's batched stochastic depth and, of tokens as rows, timm's `PatchDropout`.
/// Selection sampling (Knuth, TAOCP vol. 2, 3.4.2, algorithm S); docs/MASK.md has the draws. In
/// inference, and where all are asked for, all rows, a factor of 1, and nothing is drawn.
///
/// kept: room for `count` indices, in inference for `rows`, of which `*kept_count` are written; may
/// be null where that is none. kept, kept_count, factor: apart. With no rows the count is 0, the
/// factor 1, and any may be null. There is no `first`: pieces take keys of their own.
///
/// Returns ok, bad_option, bad_size (more than 2^32 rows too), null_buffer, overlap, bad_count.
///
/// Costs a draw for each row up to the last that is kept.
[[nodiscard, gnu::always_inline]] inline StatusCode sample_rows(Key key, size_t rows, size_t count,
                                                                uint32_t* kept, size_t* kept_count,
                                                                Scale* factor,
                                                                Mode mode = Mode::train) noexcept {
  return detail::status(droplet_sample_rows(key.value, rows, count, kept, kept_count, c(factor),
                                            static_cast<uint8_t>(mode)));
}

/// The rows of a list, one behind the other: y's row j is x's row `kept[j]` times `factor`, or, by
/// a factor of 1, a copy, bit for bit. In every mode, as it takes none.
///
/// x: `rows.rows` rows of row_length elements, at x_pitch. y: kept_count rows, at y_pitch; x itself
/// with equal pitches, which compacts it, or apart. kept: kept_count indices below `rows.rows`,
/// each above the one before, as `kept_rows` and `sample_rows` give them, apart from y. With no
/// indices kept and y may be null.
///
/// Backward: `scatter_add_rows` of y's gradient, onto zeros or what x's gradient is already.
///
/// Returns ok, bad_option, bad_size, bad_shape, null_buffer, overlap, bad_count, bad_index.
///
/// Costs a call of a kernel for each run of neighbours in the list, in place for a part of one.
template <class T, class = detail::NoInteger<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode gather_rows(const uint32_t* kept,
                                                                size_t kept_count, const Same<T>* x,
                                                                T* y, Rows rows,
                                                                Scale factor = {}) noexcept {
  return detail::call<detail::Functions<T>::gather_rows>(kept, kept_count, x, y, rows, factor.c());
}

/// `gather_rows` of integers, which are requantised by the factor as `dropout` does with what it
/// keeps; by a factor of 1 copied.
///
/// kept, kept_count, x, y: as above. zero_point: any that the type holds, of int16 0.
///
/// Returns ok, bad_option, bad_size, bad_shape, null_buffer, overlap, bad_count, bad_index.
template <class T, class = detail::Integer<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode gather_rows(const uint32_t* kept,
                                                                size_t kept_count, const Same<T>* x,
                                                                T* y, Rows rows, Scale factor = {},
                                                                int32_t zero_point = 0) noexcept {
  return detail::call<detail::IntegerFunctions<T>::gather_rows>(kept, kept_count, x, y, rows,
                                                                factor.c(), zero_point);
}

/// Adds a branch that holds the rows of a list alone: y's row `kept[j]` is residual's plus `factor`
/// times the branch's row j. A product is rounded before it is added (no FMA); by a factor of 1 the
/// row itself is added. Other rows are the residual as it is, and cost nothing where y is the
/// residual. By `kept_rows` and `kept_factor` it gives what `drop_path_add` does. In every mode.
///
/// residual, y: `rows.rows` rows of row_length elements, at residual_pitch and y_pitch, the same
/// with equal pitches or apart. branch: kept_count rows, at x_pitch, apart from all that y spans.
/// kept: as `gather_rows` takes it. With no indices kept and branch may be null.
///
/// Backward: the residual's gradient is y's, the branch's is `gather_rows` of it, by the same
/// factor.
///
/// Returns ok, bad_option, bad_size, bad_shape, null_buffer, overlap, bad_count, bad_index.
///
/// Costs a call of a kernel for each run of neighbours in the list, and for what is between them.
template <class T, class = detail::NoInteger<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode scatter_add_rows(
    const uint32_t* kept, size_t kept_count, const Same<T>* residual, const Same<T>* branch, T* y,
    Rows rows, Scale factor = {}) noexcept {
  return detail::call<detail::Functions<T>::scatter_add_rows>(kept, kept_count, residual, branch, y,
                                                              rows, factor.c());
}

/// `scatter_add_rows` of int8 or int16 that share one scale and zero point: what `drop_path_add`
/// makes of them, by this factor.
///
/// kept, kept_count, residual, branch, y: as above. zero_point: -128 to 127 of int8, 0 of int16.
///
/// Returns ok, bad_option, bad_size, bad_shape, null_buffer, overlap, bad_count, bad_index.
template <class T, class = detail::NarrowInteger<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode scatter_add_rows(
    const uint32_t* kept, size_t kept_count, const Same<T>* residual, const Same<T>* branch, T* y,
    Rows rows, Scale factor = {}, int32_t zero_point = 0) noexcept {
  return detail::call<detail::IntegerFunctions<T>::scatter_add_rows>(
      kept, kept_count, residual, branch, y, rows, factor.c(), zero_point);
}

}  // namespace droplet

#endif
