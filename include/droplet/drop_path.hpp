// SPDX-License-Identifier: MIT
//
// Drop path: dropout of whole rows, alone or added to a residual.
#ifndef DROPLET_DROP_PATH_HPP
#define DROPLET_DROP_PATH_HPP

#include "droplet/functions.hpp"
#include "droplet/mask.hpp"
#include "droplet/shapes.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// Drop path, or stochastic depth (Huang 2016; timm `drop_path`): whole rows survive, times `scale`
/// or as they are, or become +0. Row r is decided by the mask's element `first + r`, or all by
/// element `first`: `first` counts rows.
///
/// x, y: rows * row_length elements, at their pitches, in place with equal pitches or apart.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size, bad_shape, null_buffer,
/// overlap.
template <class T, class = detail::NoInteger<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode drop_path(const Mask& mask, const Same<T>* x,
                                                              T* y, Rows rows,
                                                              PathOptions options = {}) noexcept {
  return detail::call<detail::Functions<T>::drop_path>(&mask.c(), x, y, rows, options);
}

/// `drop_path` of integers, which become what `dropout` makes of them: dropped rows the zero point,
/// surviving ones requantised, or, unscaled, what they are.
///
/// x, y: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size, bad_shape,
/// null_buffer, overlap.
template <class T, class = detail::Integer<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode drop_path(const Mask& mask, const Same<T>* x,
                                                              T* y, Rows rows,
                                                              PathOptions options = {},
                                                              int32_t zero_point = 0) noexcept {
  return detail::call<detail::IntegerFunctions<T>::drop_path>(&mask.c(), x, y, rows, options,
                                                              zero_point);
}

/// `y = residual + drop_path(branch)` in one pass. A dropped row is the residual as it is, and
/// costs nothing where y is the residual. A product is rounded before it is added (no FMA).
/// Inference and p = 0 add every row, unscaled. Decisions as `drop_path`.
///
/// residual, branch, y: rows * row_length elements, at residual_pitch, x_pitch and y_pitch; y may
/// be the residual or the branch, with equal pitches, or is apart.
///
/// Backward: the residual's gradient is y's, the branch's is `drop_path` of it.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size, bad_shape, null_buffer,
/// overlap.
template <class T, class = detail::NoInteger<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode drop_path_add(
    const Mask& mask, const Same<T>* residual, const Same<T>* branch, T* y, Rows rows,
    PathOptions options = {}) noexcept {
  return detail::call<detail::Functions<T>::drop_path_add>(&mask.c(), residual, branch, y, rows,
                                                           options);
}

/// `drop_path_add` of int8 or int16 that share one scale and zero point: `residual + (branch -
/// zero_point) * scale`, the product rounded (ties go up) and the sum saturated. Unscaled it is
/// refused, as one scale cannot be both the residual's and the branch's.
///
/// residual, branch, y: as above. zero_point: -128 to 127 of int8, 0 of int16.
///
/// Backward: the residual's gradient is y's, the branch's is `drop_path` of it.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size, bad_shape,
/// null_buffer, overlap.
template <class T, class = detail::NarrowInteger<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode drop_path_add(
    const Mask& mask, const Same<T>* residual, const Same<T>* branch, T* y, Rows rows,
    PathOptions options = {}, int32_t zero_point = 0) noexcept {
  return detail::call<detail::IntegerFunctions<T>::drop_path_add>(&mask.c(), residual, branch, y,
                                                                  rows, options, zero_point);
}

}  // namespace droplet

#endif
