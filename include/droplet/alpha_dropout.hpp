// SPDX-License-Identifier: MIT
//
// Alpha dropout of single elements; feature_dropout.hpp has that of whole channels.
#ifndef DROPLET_ALPHA_DROPOUT_HPP
#define DROPLET_ALPHA_DROPOUT_HPP

#include "droplet/functions.hpp"
#include "droplet/mask.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// Alpha dropout for SELU networks (Klambauer 2017; PyTorch's definition): kept elements become `a
/// x + b`, dropped ones `a alpha' + b`, with alpha' = -1.7580993408473766, a = 1 / sqrt(keep (1 +
/// (1 - keep) alpha'^2)) and b = -a (1 - keep) alpha', so that mean 0 and variance 1 are preserved.
/// With p = 1 everything is +0, as in PyTorch. Element i is decided by the mask's element `first +
/// i`.
///
/// x, y: n elements, the same or apart.
///
/// Backward: `alpha_dropout_backward`.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size, null_buffer, overlap.
template <class T>
[[nodiscard, gnu::always_inline]] inline StatusCode alpha_dropout(const Mask& mask,
                                                                  const Same<T>* x, T* y,
                                                                  size_t n) noexcept {
  return detail::call<detail::Functions<T>::alpha_dropout>(&mask.c(), x, y, n);
}

/// The gradient of `alpha_dropout`: `a * grad_y` where kept, else +0.
///
/// grad_y, grad_x: n elements, the same or apart.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size, null_buffer, overlap.
template <class T>
[[nodiscard, gnu::always_inline]] inline StatusCode alpha_dropout_backward(const Mask& mask,
                                                                           const Same<T>* grad_y,
                                                                           T* grad_x,
                                                                           size_t n) noexcept {
  return detail::call<detail::Functions<T>::alpha_dropout_backward>(&mask.c(), grad_y, grad_x, n);
}

}  // namespace droplet

#endif
