// SPDX-License-Identifier: MIT
//
// Dropout of single elements, its mask alone, and a stored mask applied.
#ifndef DROPLET_DROPOUT_HPP
#define DROPLET_DROPOUT_HPP

#include "droplet/functions.hpp"
#include "droplet/mask.hpp"
#include "droplet/scale.hpp"
#include "droplet/shapes.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// Inverted dropout (Hinton 2012; Srivastava 2014; PyTorch `dropout`): kept elements become `x *
/// scale`, dropped ones +0, selected, so that a dropped NaN is 0 too. Element i is decided by the
/// mask's element `first + i`.
///
/// x, y: n elements, the same or apart. bits: null, or ceil(n / 8) bytes that receive the mask,
/// apart from both.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size, null_buffer, overlap.
template <class T, class = detail::NoInteger<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode dropout(const Mask& mask, const Same<T>* x,
                                                            T* y, size_t n,
                                                            uint8_t* bits = nullptr) noexcept {
  return detail::call<detail::Functions<T>::dropout>(&mask.c(), x, y, n, bits);
}

/// Dropout of integers that stand for `scale * (x - zero_point)` of a tensor's own scale. Dropped
/// elements become the zero point. Kept ones become `zero_point + (x - zero_point) * scale`,
/// rounded (ties go up: on a grid of ties the mean is up to a quarter unit high) and saturated,
/// within 0.51 of the exact product in int8, 1.5 in int16, half a unit in int32; or, unscaled, they
/// stay as they are, and the caller multiplies the tensor's scale by the rate's once. A tensor that
/// is scaled here needs its range times 1 / keep, or it saturates. No floating-point instruction is
/// executed. Decisions, shapes, bits and backward as `dropout`.
///
/// x, y: n elements, the same or apart. bits: null, or ceil(n / 8) bytes that receive the mask,
/// apart from both. zero_point: any that the type holds, of int16 0.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size, null_buffer,
/// overlap.
template <class T, class = detail::Integer<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode dropout(const Mask& mask, const Same<T>* x,
                                                            T* y, size_t n,
                                                            Quantization quantization = {},
                                                            uint8_t* bits = nullptr) noexcept {
  return detail::call<detail::IntegerFunctions<T>::dropout>(&mask.c(), x, y, n, quantization, bits);
}

/// Dropout of a tile, or of some columns, of a larger matrix: the elements that the whole matrix's
/// `dropout` would give there, from its mask, in one call. Element (r, c) of the tile is decided by
/// the mask's element `first + r * mask_pitch + c`: `first` is the tile's first element in the
/// whole.
///
/// x, y: rows * row_length elements, at their pitches, in place with equal pitches or apart, where
/// two tiles of one matrix that share no element are apart. bits: null, or ceil(rows * row_length /
/// 8) bytes that receive the tile's mask without gaps, apart from both.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size, bad_shape, null_buffer,
/// overlap.
///
/// Costs the draws of every stripe of 512 elements of the whole that the tile touches, and of those
/// between them in a block of 4,096: where mask_pitch is below 4,096 those of the whole rows.
template <class T>
[[nodiscard, gnu::always_inline]] inline StatusCode dropout_tile(const Mask& mask, const Same<T>* x,
                                                                 T* y, Tile tile,
                                                                 uint8_t* bits = nullptr) noexcept {
  return detail::call<detail::Functions<T>::dropout_tile>(&mask.c(), x, y, tile, bits);
}

/// `y = residual + dropout(x + bias)` (Megatron-LM's `bias_dropout_add`), in this order, each step
/// rounded: where dropped +0 is added, for p = 1 too. Element (r, c) is decided by the mask's
/// element `first + r * row_length + c`, whatever the pitches. A null bias or residual is not added
/// at all. In inference and with p = 0 nothing is dropped, and both are added. `y += dropout(x)`,
/// elsewhere dropout_add in place of its residual, is `bias_dropout_add(mask, x, nullptr, y, y,
/// rows)`.
///
/// x, residual, y: rows * row_length elements, at their pitches; y may be x or the residual, with
/// equal pitches, or is apart. bias: row_length elements, apart from all that y spans.
///
/// Backward: `bias_dropout_add_backward`; the residual's gradient is y's.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size, bad_shape, null_buffer,
/// overlap.
///
/// Costs a call a row, of some dozens of nanoseconds, where there is a bias or a gap: narrow rows
/// are slower.
template <class T>
[[nodiscard, gnu::always_inline]] inline StatusCode bias_dropout_add(const Mask& mask,
                                                                     const Same<T>* x,
                                                                     const Same<T>* bias,
                                                                     const Same<T>* residual, T* y,
                                                                     Rows rows) noexcept {
  return detail::call<detail::Functions<T>::bias_dropout_add>(&mask.c(), x, bias, residual, y,
                                                              rows);
}

/// The gradients of `bias_dropout_add`: `grad_x = dropout(grad_y)`, and to element c of grad_bias,
/// which holds floats, are added, rows ascending, the values of grad_x's column c as stored. Pieces
/// of whole rows, in ascending order, add up to the same bits. In a build for inference alone too.
///
/// grad_y, grad_x: rows * row_length elements, at x_pitch and y_pitch, in place with equal pitches
/// or apart. grad_bias: null, or row_length floats, apart from all that both span, which the caller
/// sets to 0 before the first piece.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size, bad_shape, null_buffer,
/// overlap.
template <class T>
[[nodiscard, gnu::always_inline]] inline StatusCode bias_dropout_add_backward(
    const Mask& mask, const Same<T>* grad_y, T* grad_x, float* grad_bias, Rows rows) noexcept {
  return detail::call<detail::Functions<T>::bias_dropout_add_backward>(&mask.c(), grad_y, grad_x,
                                                                       grad_bias, rows);
}

/// Relu (Nair and Hinton 2010), then dropout, in one pass: kept elements become `x * scale`, but +0
/// where x <= 0, dropped ones +0. A kept NaN stays one, as in PyTorch; a kept -0 becomes +0, which
/// PyTorch's relu leaves. Element i is decided by the mask's element `first + i`. In inference and
/// with p = 0 nothing is dropped, and it is relu.
///
/// x, y: n elements, the same or apart.
///
/// Backward: `relu_dropout_backward`.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size, null_buffer, overlap.
///
/// Costs what `dropout` does, and one to three instructions a vector, in scalar code four an
/// element.
template <class T>
[[nodiscard, gnu::always_inline]] inline StatusCode relu_dropout(const Mask& mask, const Same<T>* x,
                                                                 T* y, size_t n) noexcept {
  return detail::call<detail::Functions<T>::relu_dropout>(&mask.c(), x, y, n);
}

/// The gradient of `relu_dropout`, from its output y alone: `grad_y * scale`, but +0 where y <= 0.
/// In inference and with p = 0 the scale is 1; with p = 1 everything is +0. Nothing is drawn: the
/// mask's rate and mode count, its key and first do not.
///
/// grad_y, y, grad_x: n elements; grad_x may be grad_y or y, or is apart from both.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size, null_buffer, overlap.
///
/// Costs a pass over the three buffers.
template <class T>
[[nodiscard, gnu::always_inline]] inline StatusCode relu_dropout_backward(
    const Mask& mask, const Same<T>* grad_y, const Same<T>* y, T* grad_x, size_t n) noexcept {
  return detail::call<detail::Functions<T>::relu_dropout_backward>(&mask.c(), grad_y, y, grad_x, n);
}

/// The mask that `dropout` would use, for n elements.
///
/// bits: ceil(n / 8) bytes, 1 bit an element, least significant bit first, 1 = kept, the unused
/// high bits of the last byte 0; bit 0 is the mask's element `first`. One mask for a whole step,
/// applied to its layers by slices that begin at a byte, costs small layers least (docs/SIZES.md).
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, null_buffer.
[[nodiscard, gnu::always_inline]] inline StatusCode fill_mask(const Mask& mask, uint8_t* bits,
                                                              size_t n) noexcept {
  return detail::status(droplet_fill_mask(&mask.c(), bits, n));
}

/// Drops from a stored mask too: each bit stays 1 where `fill_mask` would write 1, and becomes 0
/// elsewhere. One mask then serves the gradient of two layers by `apply_mask`: ReLU6's of where it
/// lets a gradient pass (MCUNetV3's trainer, TinyEngine, stores it in bits of this order) and
/// dropout's. In inference and with p = 0 it is no work, and nothing but the mask is looked at;
/// with p = 1 all bits become 0.
///
/// bits: ceil(n / 8) bytes, as `fill_mask` writes them; bit 0 is decided by the mask's element
/// `first`. The last byte's unused bits stay as they are, so that pieces end at any bit, and begin
/// at multiples of 8.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, null_buffer.
///
/// Costs what `fill_mask` does; where `first` is no multiple of 8 some instructions a byte more.
[[nodiscard, gnu::always_inline]] inline StatusCode and_mask(const Mask& mask, uint8_t* bits,
                                                             size_t n) noexcept {
  return detail::status(droplet_and_mask(&mask.c(), bits, n));
}

/// Applies a stored mask, drawn or the caller's own: `x * scale` where its bit is 1, else +0. The
/// bits decide alone, but p = 1 writes +0 everywhere; p = 0 has a scale of 1; there is no mode, and
/// a build for inference alone applies too.
///
/// x, y: n elements, the same or apart; bits: ceil(n / 8) bytes, apart from both; the last byte's
/// unused bits are ignored.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size, null_buffer, overlap.
template <class T, class = detail::NoInteger<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode apply_mask(const Rate& rate,
                                                               const uint8_t* bits,
                                                               const Same<T>* x, T* y,
                                                               size_t n) noexcept {
  return detail::call<detail::Functions<T>::apply_mask>(&rate.c(), bits, x, y, n);
}

/// `apply_mask` of integers, which become what `dropout` makes of them; p = 1 writes the zero point
/// everywhere.
///
/// x, y, bits: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size, null_buffer,
/// overlap.
template <class T, class = detail::Integer<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode apply_mask(
    const Rate& rate, const uint8_t* bits, const Same<T>* x, T* y, size_t n,
    Quantization quantization = {}) noexcept {
  return detail::call<detail::IntegerFunctions<T>::apply_mask>(&rate.c(), bits, x, y, n,
                                                               quantization);
}

/// `apply_mask` by a factor of one's own, as masks of one's own and those of `drop_block_mask`
/// want: `x * factor` where the bit is 1, or, by a factor of 1, x itself, bit for bit; else +0. The
/// bits decide alone. In every mode, as it takes none.
///
/// x, y: n elements, the same or apart; bits: ceil(n / 8) bytes, apart from both; the last byte's
/// unused bits are ignored.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_option, bad_size, null_buffer, overlap.
///
/// Costs what `apply_mask` does.
template <class T, class = detail::NoInteger<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode apply_mask_by(Scale factor, const uint8_t* bits,
                                                                  const Same<T>* x, T* y,
                                                                  size_t n) noexcept {
  return detail::call<detail::Functions<T>::apply_mask_by>(factor.c(), bits, x, y, n);
}

/// `apply_mask_by` of integers, which are requantised by the factor as `dropout` does with what it
/// keeps; by a factor of 1 copied.
///
/// x, y, bits: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_option, bad_size, null_buffer, overlap.
template <class T, class = detail::Integer<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode apply_mask_by(Scale factor, const uint8_t* bits,
                                                                  const Same<T>* x, T* y, size_t n,
                                                                  int32_t zero_point = 0) noexcept {
  return detail::call<detail::IntegerFunctions<T>::apply_mask_by>(factor.c(), bits, x, y, n,
                                                                  zero_point);
}

}  // namespace droplet

#endif
