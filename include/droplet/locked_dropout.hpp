// SPDX-License-Identifier: MIT
//
// Dropout whose mask is shared along axes of a tensor.
#ifndef DROPLET_LOCKED_DROPOUT_HPP
#define DROPLET_LOCKED_DROPOUT_HPP

#include "droplet/functions.hpp"
#include "droplet/mask.hpp"
#include "droplet/shapes.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// Dropout of a tensor by a mask of its `noise` shape (Keras `Dropout(noise_shape=...)`, Flax
/// `broadcast_dims`), as variational or locked dropout shares one along time (Gal, Ghahramani
/// 2016; Merity 2017). Of a batch of sequences (batch, time, features) the noise is (0, 1, 0).
/// Kept elements become `x * scale`, dropped ones +0.
///
/// x, y: the product of the sizes, dense, the last axis innermost, in place or apart. Along an
/// axis whose noise is 1 a decision is shared; 0 or the axis' size: there are decisions of its own.
/// The mask is row-major in the shape of the noise: with N its extents, the element at (k0 ... k3)
/// is decided by the mask's element `first + ((n0 * N1 + n1) * N2 + n2) * N3 + n3`, where n is k,
/// or 0 along a shared axis. `first` counts decisions.
///
/// Cost: where a shared axis, an own one, a shared and an own one follow each other, as in a noise
/// of (1, 0, 1, 0), the mask is drawn again for each index of the first.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option (more than 4
/// dimensions), bad_size, bad_shape (a noise that is neither 0, 1 nor the size), null_buffer,
/// overlap.
template <class T, class = detail::NoInteger<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode locked_dropout(const Mask& mask,
                                                                   const Same<T>* x, T* y,
                                                                   Tensor tensor) noexcept {
  return detail::call<detail::Functions<T>::locked_dropout>(&mask.c(), x, y, tensor);
}

/// `locked_dropout` of integers, which become what `dropout` makes of them.
///
/// x, y: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size, bad_shape,
/// null_buffer, overlap.
template <class T, class = detail::Integer<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode locked_dropout(
    const Mask& mask, const Same<T>* x, T* y, Tensor tensor,
    Quantization quantization = {}) noexcept {
  return detail::call<detail::IntegerFunctions<T>::locked_dropout>(&mask.c(), x, y, tensor,
                                                                   quantization);
}

}  // namespace droplet

#endif
