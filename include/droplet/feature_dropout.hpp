// SPDX-License-Identifier: MIT
//
// Dropout and alpha dropout of whole channels.
#ifndef DROPLET_FEATURE_DROPOUT_HPP
#define DROPLET_FEATURE_DROPOUT_HPP

#include "droplet/functions.hpp"
#include "droplet/mask.hpp"
#include "droplet/shapes.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// Drops whole channels (Tompson 2015; PyTorch `Dropout1d/2d/3d`): all positions of a kept channel
/// become `x * scale`, of a dropped one +0. Channel c of sample s is decided by the mask's element
/// `first + s * channels + c`, in every layout: `first` counts channels.
///
/// x, y: samples * channels * inner elements, dense in the map's layout or at pitches of their own,
/// in place with equal pitches or apart; slices of one tensor are apart where their samples, each
/// from its first element to its last, are. An image whose rows have gaps takes a call for each of
/// its rows, with the same mask.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size, bad_shape,
/// null_buffer, overlap.
template <class T, class = detail::NoInteger<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode feature_dropout(const Mask& mask,
                                                                    const Same<T>* x, T* y,
                                                                    Features features) noexcept {
  return detail::call<detail::Functions<T>::feature_dropout>(&mask.c(), x, y, features);
}

/// `feature_dropout` of integers, which become what `dropout` makes of them.
///
/// x, y: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size, bad_shape,
/// null_buffer, overlap.
template <class T, class = detail::Integer<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode feature_dropout(
    const Mask& mask, const Same<T>* x, T* y, Features features,
    Quantization quantization = {}) noexcept {
  return detail::call<detail::IntegerFunctions<T>::feature_dropout>(&mask.c(), x, y, features,
                                                                    quantization);
}

/// `alpha_dropout` of whole channels (PyTorch `FeatureAlphaDropout`); shapes and decisions as
/// `feature_dropout`.
///
/// Backward: `feature_alpha_dropout_backward`.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size, bad_shape,
/// null_buffer, overlap.
template <class T>
[[nodiscard, gnu::always_inline]] inline StatusCode feature_alpha_dropout(
    const Mask& mask, const Same<T>* x, T* y, Features features) noexcept {
  return detail::call<detail::Functions<T>::feature_alpha_dropout>(&mask.c(), x, y, features);
}

/// The gradient of `feature_alpha_dropout`: `a * grad_y` where kept, else +0.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size, bad_shape,
/// null_buffer, overlap.
template <class T>
[[nodiscard, gnu::always_inline]] inline StatusCode feature_alpha_dropout_backward(
    const Mask& mask, const Same<T>* grad_y, T* grad_x, Features features) noexcept {
  return detail::call<detail::Functions<T>::feature_alpha_dropout_backward>(&mask.c(), grad_y,
                                                                            grad_x, features);
}

}  // namespace droplet

#endif
