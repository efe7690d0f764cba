// SPDX-License-Identifier: MIT
//
// Bias, dropout and residual in one pass, as a transformer's block has them.
#ifndef DROPLET_BIAS_DROPOUT_ADD_HPP
#define DROPLET_BIAS_DROPOUT_ADD_HPP

#include "droplet/functions.hpp"
#include "droplet/mask.hpp"
#include "droplet/shapes.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// `y = residual + dropout(x + bias)` (Megatron-LM's `bias_dropout_add`), in this order, each step
/// rounded: where dropped +0 is added, for p = 1 too. Element (r, c) is decided by the mask's element
/// `first + r * row_length + c`, whatever the pitches.
/// x, residual, y: rows * row_length elements, at their pitches; y may be x or the residual, with
/// equal pitches, or is apart. bias: row_length elements, apart from y. A null bias or residual is
/// not added at all. In inference and with p = 0 nothing is dropped, and both are added.
/// Backward: `bias_dropout_add_backward`; the residual's gradient is y's.
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size, bad_shape, null_buffer,
/// overlap.
template <class T>
[[nodiscard, gnu::always_inline]] inline StatusCode bias_dropout_add(
    const Mask& mask, const Same<T>* x, const Same<T>* bias, const Same<T>* residual, T* y,
    Rows rows) noexcept {
  return detail::status(
      detail::Functions<T>::bias_dropout_add(&mask.c(), x, bias, residual, y, rows));
}

/// The gradients of `bias_dropout_add`: `grad_x = dropout(grad_y)`, and to element c of grad_bias,
/// which holds floats, are added, rows ascending, the values of grad_x's column c as stored. Pieces
/// of whole rows, in ascending order, add up to the same bits.
/// grad_y, grad_x: rows * row_length elements, at the shape's x_pitch and y_pitch, in place or apart.
/// grad_bias: null, or row_length floats, apart from both; the caller sets them to 0 at first.
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size, bad_shape, null_buffer,
/// overlap.
template <class T>
[[nodiscard, gnu::always_inline]] inline StatusCode bias_dropout_add_backward(
    const Mask& mask, const Same<T>* grad_y, T* grad_x, float* grad_bias, Rows rows) noexcept {
  return detail::status(
      detail::Functions<T>::bias_dropout_add_backward(&mask.c(), grad_y, grad_x, grad_bias, rows));
}

}  // namespace droplet

#endif
