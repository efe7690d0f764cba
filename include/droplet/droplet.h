// SPDX-License-Identifier: MIT
//
// Droplet's C interface (C11), which links with a plain C compiler. Element types are told apart by
// suffixes: none for float, _f16 for half, _bf16 for bfloat16, _i8 for int8, _i16 for int16, _i32
// for int32.
//
// Terms: p is the drop probability, keep = 1 - p, scale = 1 / keep. Sizes and pitches count
// elements, not bytes, unless a name says so. A mask describes what is kept, bits are one as it is
// stored.
//
// Every operation
// - returns a status, and has written nothing when that is not `ok`; it never throws, allocates,
//   prints, or keeps state: any number of threads may call it at once;
// - checks in this order: the descriptor, options, sizes and shapes, null buffers, overlap, counts,
//   indices. With a valid descriptor, sizes that are those of the buffers, and buffers that are not
//   null and either the same or apart it cannot fail;
// - works in place (the same pointer, and the same pitches) or on buffers that are apart, aligned
//   as their element type; bits at any byte;
// - with no elements checks only the descriptor and the options and touches no buffer, which may be
//   null (but kept_rows, sample_rows and drop_block_mask write a count of 0);
// - in inference mode, or with p = 0, drops nothing: it is the identity, which is no work in place
//   and a copy otherwise, and what else it does, adding or relu, it does all the same; else with
//   p = 1 it drops everything. Neither draws, but that fractal_mask with p = 1 draws what survives;
// - in a build for inference alone (DROPLET_INFERENCE_ONLY) does not look at the descriptor. In
//   place it compiles to `ok`, but what it does besides it still does, and what has no mode,
//   apply_mask, apply_mask_share, apply_mask_by, gather_rows, scatter_add_rows and fractal_join,
//   does all that it does;
// - computes half and bfloat16 in float, and rounds once, half to even, as it stores;
// - gives the same bits on every machine and by every compiler, whatever its flags, except for NaN
//   payloads, and for subnormals that ARMv7 NEON, Helium or the caller's own mode flushes to zero:
//   docs/MASK.md is the contract;
// - costs O(n) time and, on Cortex-A and x86, at most 1,280 bytes of stack (docs/SIZES.md has other
//   targets). On x86 what decides for each float, but for shares, and for each row of up to 4 KiB
//   stores past the caches where x and y, apart, are 32 MiB each or more.
//
// Made by include/generate from the families' headers and src/ops.def: change those.
#ifndef DROPLET_DROPLET_H
#define DROPLET_DROPLET_H

#include "droplet/bfloat16.h"
#include "droplet/half.h"
#include "droplet/mask.h"
#include "droplet/rate.h"
#include "droplet/scale.h"
#include "droplet/schedule.h"
#include "droplet/shapes.h"
#include "droplet/status.h"
#include "droplet/version.h"

DROPLET_BEGIN_C_

/// The instruction set that operations use on this machine: "scalar", "sse2", "avx2", "avx512",
/// "neon", "helium", "wasm128".
DROPLET_API const char* droplet_isa_name(void) DROPLET_NOEXCEPT_;
/// The DROPLET_VERSION of the library that is linked: not the header's, where two are mixed up.
DROPLET_API uint32_t droplet_version(void) DROPLET_NOEXCEPT_;

// clang-format off
/// Inverted dropout (Hinton 2012; Srivastava 2014; PyTorch `dropout`): kept elements become `x *
/// scale`, dropped ones +0, selected, so that a dropped NaN is 0 too. Element i is decided by the
/// mask's element `first + i`.
///
/// x, y: n elements, the same or apart. bits: null, or ceil(n / 8) bytes that receive the mask,
/// apart from both.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_dropout(
    const droplet_mask_t* mask, const float* x, float* y, size_t n, uint8_t* bits)
    DROPLET_NOEXCEPT_;

/// `droplet_dropout` on half.
DROPLET_NODISCARD droplet_status_t droplet_dropout_f16(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y, size_t n, uint8_t* bits)
    DROPLET_NOEXCEPT_;

/// `droplet_dropout` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_dropout_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y, size_t n, uint8_t* bits)
    DROPLET_NOEXCEPT_;

/// Dropout of integers that stand for `scale * (x - zero_point)` of a tensor's own scale. Dropped
/// elements become the zero point. Kept ones become `zero_point + (x - zero_point) * scale`,
/// rounded (ties go up: on a grid of ties the mean is up to a quarter unit high) and saturated,
/// within 0.51 of the exact product in int8, 1.5 in int16, half a unit in int32; or, unscaled, they
/// stay as they are, and the caller multiplies the tensor's scale by the rate's once. A tensor that
/// is scaled here needs its range times 1 / keep, or it saturates. No floating-point instruction is
/// executed. Decisions, shapes, bits and backward as `droplet_dropout`.
///
/// x, y: n elements, the same or apart. bits: null, or ceil(n / 8) bytes that receive the mask,
/// apart from both. zero_point: any that the type holds, of int16 0.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_dropout_i8(
    const droplet_mask_t* mask, const int8_t* x, int8_t* y, size_t n,
    droplet_quantization_t quantization, uint8_t* bits) DROPLET_NOEXCEPT_;

/// `droplet_dropout_i8` on int16.
DROPLET_NODISCARD droplet_status_t droplet_dropout_i16(
    const droplet_mask_t* mask, const int16_t* x, int16_t* y, size_t n,
    droplet_quantization_t quantization, uint8_t* bits) DROPLET_NOEXCEPT_;

/// `droplet_dropout_i8` on int32.
DROPLET_NODISCARD droplet_status_t droplet_dropout_i32(
    const droplet_mask_t* mask, const int32_t* x, int32_t* y, size_t n,
    droplet_quantization_t quantization, uint8_t* bits) DROPLET_NOEXCEPT_;

/// Dropout of a tile, or of some columns, of a larger matrix: the elements that the whole matrix's
/// `droplet_dropout` would give there, from its mask, in one call. Element (r, c) of the tile is
/// decided by the mask's element `first + r * mask_pitch + c`: `first` is the tile's first element
/// in the whole.
///
/// x, y: rows * row_length elements, at their pitches, in place with equal pitches or apart, where
/// two tiles of one matrix that share no element are apart. bits: null, or ceil(rows * row_length /
/// 8) bytes that receive the tile's mask without gaps, apart from both.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
///
/// Costs the draws of every stripe of 512 elements of the whole that the tile touches, and of those
/// between them in a block of 4,096: where mask_pitch is below 4,096 those of the whole rows.
DROPLET_NODISCARD droplet_status_t droplet_dropout_tile(
    const droplet_mask_t* mask, const float* x, float* y, droplet_tile_t tile, uint8_t* bits)
    DROPLET_NOEXCEPT_;

/// `droplet_dropout_tile` on half.
DROPLET_NODISCARD droplet_status_t droplet_dropout_tile_f16(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y, droplet_tile_t tile,
    uint8_t* bits) DROPLET_NOEXCEPT_;

/// `droplet_dropout_tile` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_dropout_tile_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y, droplet_tile_t tile,
    uint8_t* bits) DROPLET_NOEXCEPT_;

/// `y = residual + dropout(x + bias)` (Megatron-LM's `bias_dropout_add`), in this order, each step
/// rounded: where dropped +0 is added, for p = 1 too. Element (r, c) is decided by the mask's
/// element `first + r * row_length + c`, whatever the pitches. A null bias or residual is not added
/// at all. In inference and with p = 0 nothing is dropped, and both are added. `y += dropout(x)`,
/// elsewhere dropout_add in place of its residual, is `droplet_bias_dropout_add(mask, x, nullptr,
/// y, y, rows)`.
///
/// x, residual, y: rows * row_length elements, at their pitches; y may be x or the residual, with
/// equal pitches, or is apart. bias: row_length elements, apart from all that y spans.
///
/// Backward: `droplet_bias_dropout_add_backward`; the residual's gradient is y's.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
///
/// Costs a call a row, of some dozens of nanoseconds, where there is a bias or a gap: narrow rows
/// are slower.
DROPLET_NODISCARD droplet_status_t droplet_bias_dropout_add(
    const droplet_mask_t* mask, const float* x, const float* bias, const float* residual, float* y,
    droplet_rows_t rows) DROPLET_NOEXCEPT_;

/// `droplet_bias_dropout_add` on half.
DROPLET_NODISCARD droplet_status_t droplet_bias_dropout_add_f16(
    const droplet_mask_t* mask, const droplet_f16_t* x, const droplet_f16_t* bias,
    const droplet_f16_t* residual, droplet_f16_t* y, droplet_rows_t rows) DROPLET_NOEXCEPT_;

/// `droplet_bias_dropout_add` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_bias_dropout_add_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* x, const droplet_bf16_t* bias,
    const droplet_bf16_t* residual, droplet_bf16_t* y, droplet_rows_t rows) DROPLET_NOEXCEPT_;

/// The gradients of `droplet_bias_dropout_add`: `grad_x = dropout(grad_y)`, and to element c of
/// grad_bias, which holds floats, are added, rows ascending, the values of grad_x's column c as
/// stored. Pieces of whole rows, in ascending order, add up to the same bits. In a build for
/// inference alone too.
///
/// grad_y, grad_x: rows * row_length elements, at x_pitch and y_pitch, in place with equal pitches
/// or apart. grad_bias: null, or row_length floats, apart from all that both span, which the caller
/// sets to 0 before the first piece.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_bias_dropout_add_backward(
    const droplet_mask_t* mask, const float* grad_y, float* grad_x, float* grad_bias,
    droplet_rows_t rows) DROPLET_NOEXCEPT_;

/// `droplet_bias_dropout_add_backward` on half.
DROPLET_NODISCARD droplet_status_t droplet_bias_dropout_add_backward_f16(
    const droplet_mask_t* mask, const droplet_f16_t* grad_y, droplet_f16_t* grad_x,
    float* grad_bias, droplet_rows_t rows) DROPLET_NOEXCEPT_;

/// `droplet_bias_dropout_add_backward` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_bias_dropout_add_backward_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* grad_y, droplet_bf16_t* grad_x,
    float* grad_bias, droplet_rows_t rows) DROPLET_NOEXCEPT_;

/// Relu (Nair and Hinton 2010), then dropout, in one pass: kept elements become `x * scale`, but +0
/// where x <= 0, dropped ones +0. A kept NaN stays one, as in PyTorch; a kept -0 becomes +0, which
/// PyTorch's relu leaves. Element i is decided by the mask's element `first + i`. In inference and
/// with p = 0 nothing is dropped, and it is relu.
///
/// x, y: n elements, the same or apart.
///
/// Backward: `droplet_relu_dropout_backward`.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
///
/// Costs what `droplet_dropout` does, and one to three instructions a vector, in scalar code four
/// an element.
DROPLET_NODISCARD droplet_status_t droplet_relu_dropout(
    const droplet_mask_t* mask, const float* x, float* y, size_t n) DROPLET_NOEXCEPT_;

/// `droplet_relu_dropout` on half.
DROPLET_NODISCARD droplet_status_t droplet_relu_dropout_f16(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y, size_t n)
    DROPLET_NOEXCEPT_;

/// `droplet_relu_dropout` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_relu_dropout_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y, size_t n)
    DROPLET_NOEXCEPT_;

/// The gradient of `droplet_relu_dropout`, from its output y alone: `grad_y * scale`, but +0 where
/// y <= 0. In inference and with p = 0 the scale is 1; with p = 1 everything is +0. Nothing is
/// drawn: the mask's rate and mode count, its key and first do not.
///
/// grad_y, y, grad_x: n elements; grad_x may be grad_y or y, or is apart from both.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
///
/// Costs a pass over the three buffers.
DROPLET_NODISCARD droplet_status_t droplet_relu_dropout_backward(
    const droplet_mask_t* mask, const float* grad_y, const float* y, float* grad_x, size_t n)
    DROPLET_NOEXCEPT_;

/// `droplet_relu_dropout_backward` on half.
DROPLET_NODISCARD droplet_status_t droplet_relu_dropout_backward_f16(
    const droplet_mask_t* mask, const droplet_f16_t* grad_y, const droplet_f16_t* y,
    droplet_f16_t* grad_x, size_t n) DROPLET_NOEXCEPT_;

/// `droplet_relu_dropout_backward` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_relu_dropout_backward_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* grad_y, const droplet_bf16_t* y,
    droplet_bf16_t* grad_x, size_t n) DROPLET_NOEXCEPT_;

/// The mask that `droplet_dropout` would use, for n elements.
///
/// bits: ceil(n / 8) bytes, 1 bit an element, least significant bit first, 1 = kept, the unused
/// high bits of the last byte 0; bit 0 is the mask's element `first`. One mask for a whole step,
/// applied to its layers by slices that begin at a byte, costs small layers least (docs/SIZES.md).
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_NULL_BUFFER.
DROPLET_NODISCARD droplet_status_t droplet_fill_mask(
    const droplet_mask_t* mask, uint8_t* bits, size_t n) DROPLET_NOEXCEPT_;

/// Drops from a stored mask too: each bit stays 1 where `droplet_fill_mask` would write 1, and
/// becomes 0 elsewhere. One mask then serves the gradient of two layers by `droplet_apply_mask`:
/// ReLU6's of where it lets a gradient pass (MCUNetV3's trainer, TinyEngine, stores it in bits of
/// this order) and dropout's. In inference and with p = 0 it is no work, and nothing but the mask
/// is looked at; with p = 1 all bits become 0.
///
/// bits: ceil(n / 8) bytes, as `droplet_fill_mask` writes them; bit 0 is decided by the mask's
/// element `first`. The last byte's unused bits stay as they are, so that pieces end at any bit,
/// and begin at multiples of 8.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_NULL_BUFFER.
///
/// Costs what `droplet_fill_mask` does; where `first` is no multiple of 8 some instructions a byte
/// more.
DROPLET_NODISCARD droplet_status_t droplet_and_mask(
    const droplet_mask_t* mask, uint8_t* bits, size_t n) DROPLET_NOEXCEPT_;

/// Applies a stored mask, drawn or the caller's own: `x * scale` where its bit is 1, else +0. The
/// bits decide alone, but p = 1 writes +0 everywhere; p = 0 has a scale of 1; there is no mode, and
/// a build for inference alone applies too.
///
/// x, y: n elements, the same or apart; bits: ceil(n / 8) bytes, apart from both; the last byte's
/// unused bits are ignored.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask(
    const droplet_rate_t* rate, const uint8_t* bits, const float* x, float* y, size_t n)
    DROPLET_NOEXCEPT_;

/// `droplet_apply_mask` on half.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_f16(
    const droplet_rate_t* rate, const uint8_t* bits, const droplet_f16_t* x, droplet_f16_t* y,
    size_t n) DROPLET_NOEXCEPT_;

/// `droplet_apply_mask` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_bf16(
    const droplet_rate_t* rate, const uint8_t* bits, const droplet_bf16_t* x, droplet_bf16_t* y,
    size_t n) DROPLET_NOEXCEPT_;

/// `droplet_apply_mask` of integers, which become what `droplet_dropout` makes of them; p = 1
/// writes the zero point everywhere.
///
/// x, y, bits: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_i8(
    const droplet_rate_t* rate, const uint8_t* bits, const int8_t* x, int8_t* y, size_t n,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// `droplet_apply_mask_i8` on int16.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_i16(
    const droplet_rate_t* rate, const uint8_t* bits, const int16_t* x, int16_t* y, size_t n,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// `droplet_apply_mask_i8` on int32.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_i32(
    const droplet_rate_t* rate, const uint8_t* bits, const int32_t* x, int32_t* y, size_t n,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// `droplet_apply_mask` by a factor of one's own, as masks of one's own and those of
/// `droplet_drop_block_mask` want: `x * factor` where the bit is 1, or, by a factor of 1, x itself,
/// bit for bit; else +0. The bits decide alone. In every mode, as it takes none.
///
/// x, y: n elements, the same or apart; bits: ceil(n / 8) bytes, apart from both; the last byte's
/// unused bits are ignored.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
///
/// Costs what `droplet_apply_mask` does.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_by(
    droplet_scale_t factor, const uint8_t* bits, const float* x, float* y, size_t n)
    DROPLET_NOEXCEPT_;

/// `droplet_apply_mask_by` on half.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_by_f16(
    droplet_scale_t factor, const uint8_t* bits, const droplet_f16_t* x, droplet_f16_t* y, size_t n)
    DROPLET_NOEXCEPT_;

/// `droplet_apply_mask_by` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_by_bf16(
    droplet_scale_t factor, const uint8_t* bits, const droplet_bf16_t* x, droplet_bf16_t* y,
    size_t n) DROPLET_NOEXCEPT_;

/// `droplet_apply_mask_by` of integers, which are requantised by the factor as `droplet_dropout`
/// does with what it keeps; by a factor of 1 copied.
///
/// x, y, bits: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_by_i8(
    droplet_scale_t factor, const uint8_t* bits, const int8_t* x, int8_t* y, size_t n,
    int32_t zero_point) DROPLET_NOEXCEPT_;

/// `droplet_apply_mask_by_i8` on int16.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_by_i16(
    droplet_scale_t factor, const uint8_t* bits, const int16_t* x, int16_t* y, size_t n,
    int32_t zero_point) DROPLET_NOEXCEPT_;

/// `droplet_apply_mask_by_i8` on int32.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_by_i32(
    droplet_scale_t factor, const uint8_t* bits, const int32_t* x, int32_t* y, size_t n,
    int32_t zero_point) DROPLET_NOEXCEPT_;

/// `droplet_dropout` of the next n elements: what it gives by the cursor's mask, in the same bits;
/// then the cursor stands n elements farther on, modulo 2^64. For short calls in sequence, as a
/// layer makes them that computes a few rows at a time: in each, `droplet_dropout` draws from the
/// start of its block. Inference, p = 0 and p = 1 go on too, and draw nothing. A call that is
/// refused leaves the cursor where it is; so does a build for inference alone, which does not look
/// at it.
///
/// x, y: n elements, the same or apart; the cursor is in neither, which is not checked.
///
/// Backward: the same calls on the gradient, with a second cursor of the same mask.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
///
/// Costs each stripe of 512 elements once, in the call that reaches it; the first call in the
/// middle of a block of 4,096 those before it too.
DROPLET_NODISCARD droplet_status_t droplet_dropout_next(
    droplet_cursor_t* cursor, const float* x, float* y, size_t n) DROPLET_NOEXCEPT_;

/// `droplet_dropout_next` on half.
DROPLET_NODISCARD droplet_status_t droplet_dropout_next_f16(
    droplet_cursor_t* cursor, const droplet_f16_t* x, droplet_f16_t* y, size_t n) DROPLET_NOEXCEPT_;

/// `droplet_dropout_next` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_dropout_next_bf16(
    droplet_cursor_t* cursor, const droplet_bf16_t* x, droplet_bf16_t* y, size_t n)
    DROPLET_NOEXCEPT_;

/// `droplet_dropout_next` of integers, which become what `droplet_dropout` makes of them.
///
/// x, y, cursor: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same calls on the gradient, with a second cursor of the same mask.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_dropout_next_i8(
    droplet_cursor_t* cursor, const int8_t* x, int8_t* y, size_t n,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// `droplet_dropout_next_i8` on int16.
DROPLET_NODISCARD droplet_status_t droplet_dropout_next_i16(
    droplet_cursor_t* cursor, const int16_t* x, int16_t* y, size_t n,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// `droplet_dropout_next_i8` on int32.
DROPLET_NODISCARD droplet_status_t droplet_dropout_next_i32(
    droplet_cursor_t* cursor, const int32_t* x, int32_t* y, size_t n,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// One core's share of `droplet_dropout`, for cores that divide a call between them: all shares
/// together, in any order or at once, give the bytes of the one call. Element i belongs to share
/// `(first + i) / 64` modulo the number of shares, as 64 elements are decided by a word of one of
/// eight lanes: so no core draws what is another's, where pieces of a block of 4,096 elements each
/// draw what stands before them. Where pieces may be whole blocks, `droplet_dropout` of them is as
/// good, and faster on a core with vectors, which draw all lanes at once.
///
/// x, y: the whole call's n elements, the same or apart. bits: null, or the whole call's ceil(n /
/// 8) bytes, apart from both, of which the share's words are written; the last byte's unused bits,
/// 0, are its word's. share: of 1, 2, 4 or 8, and with bits a `first` that is a multiple of 8, as
/// else two cores would write a byte; otherwise bad_option. In inference, with p = 0 and with p = 1
/// too nothing but the share's words is touched. In a build for inference alone `first` counts as
/// 0.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
///
/// Costs the share's part of the draws, one lane after another, a call of a kernel for each 64
/// elements, and where it begins within a block what its lanes draw before.
DROPLET_NODISCARD droplet_status_t droplet_dropout_share(
    const droplet_mask_t* mask, const float* x, float* y, size_t n, droplet_share_t share,
    uint8_t* bits) DROPLET_NOEXCEPT_;

/// `droplet_dropout_share` on half.
DROPLET_NODISCARD droplet_status_t droplet_dropout_share_f16(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y, size_t n,
    droplet_share_t share, uint8_t* bits) DROPLET_NOEXCEPT_;

/// `droplet_dropout_share` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_dropout_share_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y, size_t n,
    droplet_share_t share, uint8_t* bits) DROPLET_NOEXCEPT_;

/// `droplet_dropout_share` of integers, which become what `droplet_dropout` makes of them.
///
/// x, y, bits, share: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_dropout_share_i8(
    const droplet_mask_t* mask, const int8_t* x, int8_t* y, size_t n, droplet_share_t share,
    droplet_quantization_t quantization, uint8_t* bits) DROPLET_NOEXCEPT_;

/// `droplet_dropout_share_i8` on int16.
DROPLET_NODISCARD droplet_status_t droplet_dropout_share_i16(
    const droplet_mask_t* mask, const int16_t* x, int16_t* y, size_t n, droplet_share_t share,
    droplet_quantization_t quantization, uint8_t* bits) DROPLET_NOEXCEPT_;

/// `droplet_dropout_share_i8` on int32.
DROPLET_NODISCARD droplet_status_t droplet_dropout_share_i32(
    const droplet_mask_t* mask, const int32_t* x, int32_t* y, size_t n, droplet_share_t share,
    droplet_quantization_t quantization, uint8_t* bits) DROPLET_NOEXCEPT_;

/// One core's share of `droplet_fill_mask`: the words that `droplet_dropout_share` of the same
/// share decides by.
///
/// bits: the whole call's ceil(n / 8) bytes, of which the share's words are written, as by
/// `droplet_dropout_share`. share: of 1, 2, 4 or 8, and a `first` that is a multiple of 8, else
/// bad_option.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_NULL_BUFFER.
DROPLET_NODISCARD droplet_status_t droplet_fill_mask_share(
    const droplet_mask_t* mask, uint8_t* bits, size_t n, droplet_share_t share) DROPLET_NOEXCEPT_;

/// One core's share of `droplet_apply_mask`: of a stored mask, which has no `first`, element i
/// belongs to share `i / 64` modulo the number of shares. With p = 1 too nothing else is touched.
/// These are the words of `droplet_fill_mask_share` where `first` is a multiple of 64 times the
/// number of shares; else all cores must have filled theirs before one applies its own.
///
/// x, y, bits: the whole call's, as `droplet_apply_mask` takes them. share: of 1, 2, 4 or 8, else
/// bad_option.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_share(
    const droplet_rate_t* rate, const uint8_t* bits, const float* x, float* y, size_t n,
    droplet_share_t share) DROPLET_NOEXCEPT_;

/// `droplet_apply_mask_share` on half.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_share_f16(
    const droplet_rate_t* rate, const uint8_t* bits, const droplet_f16_t* x, droplet_f16_t* y,
    size_t n, droplet_share_t share) DROPLET_NOEXCEPT_;

/// `droplet_apply_mask_share` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_share_bf16(
    const droplet_rate_t* rate, const uint8_t* bits, const droplet_bf16_t* x, droplet_bf16_t* y,
    size_t n, droplet_share_t share) DROPLET_NOEXCEPT_;

/// `droplet_apply_mask_share` of integers, which become what `droplet_dropout` makes of them.
///
/// x, y, bits, share: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_share_i8(
    const droplet_rate_t* rate, const uint8_t* bits, const int8_t* x, int8_t* y, size_t n,
    droplet_share_t share, droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// `droplet_apply_mask_share_i8` on int16.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_share_i16(
    const droplet_rate_t* rate, const uint8_t* bits, const int16_t* x, int16_t* y, size_t n,
    droplet_share_t share, droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// `droplet_apply_mask_share_i8` on int32.
DROPLET_NODISCARD droplet_status_t droplet_apply_mask_share_i32(
    const droplet_rate_t* rate, const uint8_t* bits, const int32_t* x, int32_t* y, size_t n,
    droplet_share_t share, droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// Drop path, or stochastic depth (Huang 2016; timm `drop_path`): whole rows survive, times `scale`
/// or as they are, or become +0. Row r is decided by the mask's element `first + r`, or all by
/// element `first`: `first` counts rows.
///
/// x, y: rows * row_length elements, at their pitches, in place with equal pitches or apart.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_drop_path(
    const droplet_mask_t* mask, const float* x, float* y, droplet_rows_t rows,
    droplet_path_options_t options) DROPLET_NOEXCEPT_;

/// `droplet_drop_path` on half.
DROPLET_NODISCARD droplet_status_t droplet_drop_path_f16(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y, droplet_rows_t rows,
    droplet_path_options_t options) DROPLET_NOEXCEPT_;

/// `droplet_drop_path` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_drop_path_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y, droplet_rows_t rows,
    droplet_path_options_t options) DROPLET_NOEXCEPT_;

/// `droplet_drop_path` of integers, which become what `droplet_dropout` makes of them: dropped rows
/// the zero point, surviving ones requantised, or, unscaled, what they are.
///
/// x, y: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_drop_path_i8(
    const droplet_mask_t* mask, const int8_t* x, int8_t* y, droplet_rows_t rows,
    droplet_path_options_t options, int32_t zero_point) DROPLET_NOEXCEPT_;

/// `droplet_drop_path_i8` on int16.
DROPLET_NODISCARD droplet_status_t droplet_drop_path_i16(
    const droplet_mask_t* mask, const int16_t* x, int16_t* y, droplet_rows_t rows,
    droplet_path_options_t options, int32_t zero_point) DROPLET_NOEXCEPT_;

/// `droplet_drop_path_i8` on int32.
DROPLET_NODISCARD droplet_status_t droplet_drop_path_i32(
    const droplet_mask_t* mask, const int32_t* x, int32_t* y, droplet_rows_t rows,
    droplet_path_options_t options, int32_t zero_point) DROPLET_NOEXCEPT_;

/// `y = residual + drop_path(branch)` in one pass. A dropped row is the residual as it is, and
/// costs nothing where y is the residual. A product is rounded before it is added (no FMA).
/// Inference and p = 0 add every row, unscaled. Decisions as `droplet_drop_path`.
///
/// residual, branch, y: rows * row_length elements, at residual_pitch, x_pitch and y_pitch; y may
/// be the residual or the branch, with equal pitches, or is apart.
///
/// Backward: the residual's gradient is y's, the branch's is `droplet_drop_path` of it.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_drop_path_add(
    const droplet_mask_t* mask, const float* residual, const float* branch, float* y,
    droplet_rows_t rows, droplet_path_options_t options) DROPLET_NOEXCEPT_;

/// `droplet_drop_path_add` on half.
DROPLET_NODISCARD droplet_status_t droplet_drop_path_add_f16(
    const droplet_mask_t* mask, const droplet_f16_t* residual, const droplet_f16_t* branch,
    droplet_f16_t* y, droplet_rows_t rows, droplet_path_options_t options) DROPLET_NOEXCEPT_;

/// `droplet_drop_path_add` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_drop_path_add_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* residual, const droplet_bf16_t* branch,
    droplet_bf16_t* y, droplet_rows_t rows, droplet_path_options_t options) DROPLET_NOEXCEPT_;

/// `droplet_drop_path_add` of int8 or int16 that share one scale and zero point: `residual +
/// (branch - zero_point) * scale`, the product rounded (ties go up) and the sum saturated. Unscaled
/// it is refused, as one scale cannot be both the residual's and the branch's.
///
/// residual, branch, y: as above. zero_point: -128 to 127 of int8, 0 of int16.
///
/// Backward: the residual's gradient is y's, the branch's is `droplet_drop_path` of it.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_drop_path_add_i8(
    const droplet_mask_t* mask, const int8_t* residual, const int8_t* branch, int8_t* y,
    droplet_rows_t rows, droplet_path_options_t options, int32_t zero_point) DROPLET_NOEXCEPT_;

/// `droplet_drop_path_add_i8` on int16.
DROPLET_NODISCARD droplet_status_t droplet_drop_path_add_i16(
    const droplet_mask_t* mask, const int16_t* residual, const int16_t* branch, int16_t* y,
    droplet_rows_t rows, droplet_path_options_t options, int32_t zero_point) DROPLET_NOEXCEPT_;

/// The rows that survive, ascending, before the branch is computed: whoever drops a row need not
/// compute it. Decisions as `droplet_drop_path`. `droplet_gather_rows` takes the list, then
/// `droplet_scatter_add_rows`.
///
/// kept: room for `rows` indices, of which `*kept_count` are written; apart from kept_count. With
/// no rows the count is 0, and either may be null.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_SIZE (more than 2^32 rows too), DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_kept_rows(
    const droplet_mask_t* mask, size_t rows, uint32_t* kept, size_t* kept_count,
    droplet_path_options_t options) DROPLET_NOEXCEPT_;

/// What drop path multiplies surviving rows by: the rate's scale; 1 where it leaves them as they
/// are, unscaled, in inference and with p = 0, and with p = 1, where none survives. Of a descriptor
/// that is refused its bits are 0, which operations refuse.
DROPLET_NODISCARD droplet_scale_t droplet_kept_factor(
    const droplet_mask_t* mask, droplet_path_options_t options) DROPLET_NOEXCEPT_;

/// `count` of `rows` rows, all sets of as many equally likely, ascending, and `rows / count`, which
/// keeps the mean: DINOv2's batched stochastic depth and, of tokens as rows, timm's `PatchDropout`.
/// Selection sampling (Knuth, TAOCP vol. 2, 3.4.2, algorithm S); docs/MASK.md has the draws. In
/// inference, and where all are asked for, all rows, a factor of 1, and nothing is drawn.
///
/// kept: room for `count` indices, in inference for `rows`, of which `*kept_count` are written; may
/// be null where that is none. kept, kept_count, factor: apart. With no rows the count is 0, the
/// factor 1, and any may be null. There is no `first`: pieces take keys of their own.
///
/// Returns DROPLET_OK, DROPLET_BAD_OPTION, DROPLET_BAD_SIZE (more than 2^32 rows too),
/// DROPLET_NULL_BUFFER, DROPLET_OVERLAP, DROPLET_BAD_COUNT.
///
/// Costs a draw for each row up to the last that is kept.
DROPLET_NODISCARD droplet_status_t droplet_sample_rows(
    uint64_t key, size_t rows, size_t count, uint32_t* kept, size_t* kept_count,
    droplet_scale_t* factor, uint8_t mode) DROPLET_NOEXCEPT_;

/// The rows of a list, one behind the other: y's row j is x's row `kept[j]` times `factor`, or, by
/// a factor of 1, a copy, bit for bit. In every mode, as it takes none.
///
/// x: `rows.rows` rows of row_length elements, at x_pitch. y: kept_count rows, at y_pitch; x itself
/// with equal pitches, which compacts it, or apart. kept: kept_count indices below `rows.rows`,
/// each above the one before, as `droplet_kept_rows` and `droplet_sample_rows` give them, apart
/// from y. With no indices kept and y may be null.
///
/// Backward: `droplet_scatter_add_rows` of y's gradient, onto zeros or what x's gradient is
/// already.
///
/// Returns DROPLET_OK, DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE,
/// DROPLET_NULL_BUFFER, DROPLET_OVERLAP, DROPLET_BAD_COUNT, DROPLET_BAD_INDEX.
///
/// Costs a call of a kernel for each run of neighbours in the list, in place for a part of one.
DROPLET_NODISCARD droplet_status_t droplet_gather_rows(
    const uint32_t* kept, size_t kept_count, const float* x, float* y, droplet_rows_t rows,
    droplet_scale_t factor) DROPLET_NOEXCEPT_;

/// `droplet_gather_rows` on half.
DROPLET_NODISCARD droplet_status_t droplet_gather_rows_f16(
    const uint32_t* kept, size_t kept_count, const droplet_f16_t* x, droplet_f16_t* y,
    droplet_rows_t rows, droplet_scale_t factor) DROPLET_NOEXCEPT_;

/// `droplet_gather_rows` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_gather_rows_bf16(
    const uint32_t* kept, size_t kept_count, const droplet_bf16_t* x, droplet_bf16_t* y,
    droplet_rows_t rows, droplet_scale_t factor) DROPLET_NOEXCEPT_;

/// `droplet_gather_rows` of integers, which are requantised by the factor as `droplet_dropout` does
/// with what it keeps; by a factor of 1 copied.
///
/// kept, kept_count, x, y: as above. zero_point: any that the type holds, of int16 0.
///
/// Returns DROPLET_OK, DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE,
/// DROPLET_NULL_BUFFER, DROPLET_OVERLAP, DROPLET_BAD_COUNT, DROPLET_BAD_INDEX.
DROPLET_NODISCARD droplet_status_t droplet_gather_rows_i8(
    const uint32_t* kept, size_t kept_count, const int8_t* x, int8_t* y, droplet_rows_t rows,
    droplet_scale_t factor, int32_t zero_point) DROPLET_NOEXCEPT_;

/// `droplet_gather_rows_i8` on int16.
DROPLET_NODISCARD droplet_status_t droplet_gather_rows_i16(
    const uint32_t* kept, size_t kept_count, const int16_t* x, int16_t* y, droplet_rows_t rows,
    droplet_scale_t factor, int32_t zero_point) DROPLET_NOEXCEPT_;

/// `droplet_gather_rows_i8` on int32.
DROPLET_NODISCARD droplet_status_t droplet_gather_rows_i32(
    const uint32_t* kept, size_t kept_count, const int32_t* x, int32_t* y, droplet_rows_t rows,
    droplet_scale_t factor, int32_t zero_point) DROPLET_NOEXCEPT_;

/// Adds a branch that holds the rows of a list alone: y's row `kept[j]` is residual's plus `factor`
/// times the branch's row j. A product is rounded before it is added (no FMA); by a factor of 1 the
/// row itself is added. Other rows are the residual as it is, and cost nothing where y is the
/// residual. By `droplet_kept_rows` and `droplet_kept_factor` it gives what `droplet_drop_path_add`
/// does. In every mode.
///
/// residual, y: `rows.rows` rows of row_length elements, at residual_pitch and y_pitch, the same
/// with equal pitches or apart. branch: kept_count rows, at x_pitch, apart from all that y spans.
/// kept: as `droplet_gather_rows` takes it. With no indices kept and branch may be null.
///
/// Backward: the residual's gradient is y's, the branch's is `droplet_gather_rows` of it, by the
/// same factor.
///
/// Returns DROPLET_OK, DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE,
/// DROPLET_NULL_BUFFER, DROPLET_OVERLAP, DROPLET_BAD_COUNT, DROPLET_BAD_INDEX.
///
/// Costs a call of a kernel for each run of neighbours in the list, and for what is between them.
DROPLET_NODISCARD droplet_status_t droplet_scatter_add_rows(
    const uint32_t* kept, size_t kept_count, const float* residual, const float* branch, float* y,
    droplet_rows_t rows, droplet_scale_t factor) DROPLET_NOEXCEPT_;

/// `droplet_scatter_add_rows` on half.
DROPLET_NODISCARD droplet_status_t droplet_scatter_add_rows_f16(
    const uint32_t* kept, size_t kept_count, const droplet_f16_t* residual,
    const droplet_f16_t* branch, droplet_f16_t* y, droplet_rows_t rows, droplet_scale_t factor)
    DROPLET_NOEXCEPT_;

/// `droplet_scatter_add_rows` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_scatter_add_rows_bf16(
    const uint32_t* kept, size_t kept_count, const droplet_bf16_t* residual,
    const droplet_bf16_t* branch, droplet_bf16_t* y, droplet_rows_t rows, droplet_scale_t factor)
    DROPLET_NOEXCEPT_;

/// `droplet_scatter_add_rows` of int8 or int16 that share one scale and zero point: what
/// `droplet_drop_path_add` makes of them, by this factor.
///
/// kept, kept_count, residual, branch, y: as above. zero_point: -128 to 127 of int8, 0 of int16.
///
/// Returns DROPLET_OK, DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE,
/// DROPLET_NULL_BUFFER, DROPLET_OVERLAP, DROPLET_BAD_COUNT, DROPLET_BAD_INDEX.
DROPLET_NODISCARD droplet_status_t droplet_scatter_add_rows_i8(
    const uint32_t* kept, size_t kept_count, const int8_t* residual, const int8_t* branch,
    int8_t* y, droplet_rows_t rows, droplet_scale_t factor, int32_t zero_point) DROPLET_NOEXCEPT_;

/// `droplet_scatter_add_rows_i8` on int16.
DROPLET_NODISCARD droplet_status_t droplet_scatter_add_rows_i16(
    const uint32_t* kept, size_t kept_count, const int16_t* residual, const int16_t* branch,
    int16_t* y, droplet_rows_t rows, droplet_scale_t factor, int32_t zero_point) DROPLET_NOEXCEPT_;

/// Which inputs each join keeps, for each sample, before they are computed: whoever drops a column
/// need not compute it. With `local_paths` each input of a join is dropped by itself; where all
/// are, one of them survives, each as likely. With `global_path` a sample keeps one column, input
/// `droplet_fractal_column` of every join. With p = 1 local paths leave that one survivor: nothing
/// else in Droplet keeps anything then. A global path looks at the rate only for p = 0. With p = 0
/// and in inference all are kept. docs/MASK.md has the draws.
///
/// bits: `samples * joins * inputs`, dense, input i of join j of sample s being bit `(s * joins +
/// j) * inputs + i`. `first` counts joins for local paths, and samples for a global one: a piece
/// from sample s on adds `s * joins` to it, or s. Samples that take part in a global path and in
/// local ones are calls of their own.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE (more than 2^32 inputs too), DROPLET_BAD_SHAPE (no inputs),
/// DROPLET_NULL_BUFFER.
DROPLET_NODISCARD droplet_status_t droplet_fractal_mask(
    const droplet_mask_t* mask, droplet_joins_t joins, uint8_t* bits) DROPLET_NOEXCEPT_;

/// The column, below `columns`, that a sample keeps by a global path: that of
/// `droplet_fractal_mask`'s sample s is the one of sample `first + s`. columns: 1 to 2^32; of none
/// it is 0.
DROPLET_NODISCARD size_t droplet_fractal_column(
    uint64_t key, uint64_t sample, size_t columns) DROPLET_NOEXCEPT_;

/// The mean of the inputs that a join keeps: their sum in float, inputs ascending, each addition
/// rounded, times `float(1.0 / count)`, rounded. What survives alone is copied. In every mode, as
/// the bits say all; of bits that keep none, which `droplet_fractal_mask` never makes, it is +0.
///
/// inputs: `joins.inputs` buffers of samples rows of row_length elements, dense. y: as long; one of
/// the inputs, or apart from all, from the list of them and from bits. bits: as
/// `droplet_fractal_mask` writes them, of which those of join `join` are read. An input that no
/// sample keeps is not read, but may not be null.
///
/// Backward: `droplet_fractal_join_backward` for each input.
///
/// Returns DROPLET_OK, DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE (no inputs),
/// DROPLET_NULL_BUFFER, DROPLET_OVERLAP, DROPLET_BAD_INDEX (no such join).
///
/// Costs, by scalar code on every ISA, an addition for each element that is kept.
DROPLET_NODISCARD droplet_status_t droplet_fractal_join(
    const uint8_t* bits, const float* const* inputs, float* y, droplet_joins_t joins, size_t join,
    size_t row_length) DROPLET_NOEXCEPT_;

/// `droplet_fractal_join` on half.
DROPLET_NODISCARD droplet_status_t droplet_fractal_join_f16(
    const uint8_t* bits, const droplet_f16_t* const* inputs, droplet_f16_t* y,
    droplet_joins_t joins, size_t join, size_t row_length) DROPLET_NOEXCEPT_;

/// `droplet_fractal_join` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_fractal_join_bf16(
    const uint8_t* bits, const droplet_bf16_t* const* inputs, droplet_bf16_t* y,
    droplet_joins_t joins, size_t join, size_t row_length) DROPLET_NOEXCEPT_;

/// The gradient of one input of a join: `x * float(1.0 / count)` where it was kept, rounded, x
/// being the gradient of the join's y; a copy where it survived alone; else +0. By the same bits.
///
/// x, y: samples rows of row_length elements, dense, the same or apart; y apart from bits.
///
/// Returns DROPLET_OK, DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE (no inputs),
/// DROPLET_NULL_BUFFER, DROPLET_OVERLAP, DROPLET_BAD_INDEX (no such join, or input).
DROPLET_NODISCARD droplet_status_t droplet_fractal_join_backward(
    const uint8_t* bits, const float* x, float* y, droplet_joins_t joins, size_t join, size_t input,
    size_t row_length) DROPLET_NOEXCEPT_;

/// `droplet_fractal_join_backward` on half.
DROPLET_NODISCARD droplet_status_t droplet_fractal_join_backward_f16(
    const uint8_t* bits, const droplet_f16_t* x, droplet_f16_t* y, droplet_joins_t joins,
    size_t join, size_t input, size_t row_length) DROPLET_NOEXCEPT_;

/// `droplet_fractal_join_backward` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_fractal_join_backward_bf16(
    const uint8_t* bits, const droplet_bf16_t* x, droplet_bf16_t* y, droplet_joins_t joins,
    size_t join, size_t input, size_t row_length) DROPLET_NOEXCEPT_;

/// The rate of seeds by which DropBlock drops about `drop_probability` of the elements (Ghiasi
/// 2018's gamma, as timm has it): in double, from left to right, `drop_probability * (height *
/// width) / (b * b) / ((height - b + 1) * (width - b + 1))`, b being a block's side as it is
/// dropped. Blocks overlap: less than that is dropped. Not valid where the probability is not in
/// [0, 1]: operations refuse it as `bad_probability`. Of a plane without elements, or a block of 0,
/// it is the rate of `drop_probability`. The compiler's flags change no bit.
DROPLET_NODISCARD droplet_rate_t droplet_drop_block_rate(
    double drop_probability, droplet_blocks_t blocks) DROPLET_NOEXCEPT_;

/// Which elements DropBlock keeps (Ghiasi 2018): each element that a whole block fits around is a
/// seed where the mask, whose rate is `droplet_drop_block_rate`'s, drops it, and a seed drops the
/// block around it. Element i of the maps is decided as in `droplet_dropout`, by the mask's element
/// `first + i`; seeds of one plane drop nothing of another. Then
/// `droplet_apply_mask_by(mask_scale(n, count), ...)`, forward and backward. In inference and with
/// a rate of 0 all are kept; with a rate of 1 none is.
///
/// bits: `samples * channels * height * width`, as `droplet_fill_mask` writes them. kept_count: how
/// many of them are 1; apart from bits. With no elements the count is 0, and either may be null.
/// Pieces are whole planes: one from plane k on adds `k * height * width` to first, and the counts
/// are added.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION (a block that is even, 0 too), DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER,
/// DROPLET_OVERLAP.
///
/// Costs `droplet_fill_mask` and, in a plane that has a seed, `4 * ceil(log3(block))` passes over
/// its bits, without memory of its own.
DROPLET_NODISCARD droplet_status_t droplet_drop_block_mask(
    const droplet_mask_t* mask, droplet_blocks_t blocks, uint8_t* bits, size_t* kept_count)
    DROPLET_NOEXCEPT_;

/// The factor that keeps the sum, by which `droplet_apply_mask_by` takes a mask that keeps
/// `kept_count` of n elements: `n / kept_count`, divided as doubles, then rounded to float; 1 where
/// none is kept. Of pieces both are the whole's. Of a count above n, or an n above 2^44, its bits
/// are 0, which operations refuse.
DROPLET_NODISCARD droplet_scale_t droplet_mask_scale(
    uint64_t n, uint64_t kept_count) DROPLET_NOEXCEPT_;

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
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_feature_dropout(
    const droplet_mask_t* mask, const float* x, float* y, droplet_features_t features)
    DROPLET_NOEXCEPT_;

/// `droplet_feature_dropout` on half.
DROPLET_NODISCARD droplet_status_t droplet_feature_dropout_f16(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y,
    droplet_features_t features) DROPLET_NOEXCEPT_;

/// `droplet_feature_dropout` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_feature_dropout_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y,
    droplet_features_t features) DROPLET_NOEXCEPT_;

/// `droplet_feature_dropout` of integers, which become what `droplet_dropout` makes of them.
///
/// x, y: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_feature_dropout_i8(
    const droplet_mask_t* mask, const int8_t* x, int8_t* y, droplet_features_t features,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// `droplet_feature_dropout_i8` on int16.
DROPLET_NODISCARD droplet_status_t droplet_feature_dropout_i16(
    const droplet_mask_t* mask, const int16_t* x, int16_t* y, droplet_features_t features,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// `droplet_feature_dropout_i8` on int32.
DROPLET_NODISCARD droplet_status_t droplet_feature_dropout_i32(
    const droplet_mask_t* mask, const int32_t* x, int32_t* y, droplet_features_t features,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// `droplet_alpha_dropout` of whole channels (PyTorch `FeatureAlphaDropout`); shapes and decisions
/// as `droplet_feature_dropout`.
///
/// Backward: `droplet_feature_alpha_dropout_backward`.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_feature_alpha_dropout(
    const droplet_mask_t* mask, const float* x, float* y, droplet_features_t features)
    DROPLET_NOEXCEPT_;

/// `droplet_feature_alpha_dropout` on half.
DROPLET_NODISCARD droplet_status_t droplet_feature_alpha_dropout_f16(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y,
    droplet_features_t features) DROPLET_NOEXCEPT_;

/// `droplet_feature_alpha_dropout` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_feature_alpha_dropout_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y,
    droplet_features_t features) DROPLET_NOEXCEPT_;

/// The gradient of `droplet_feature_alpha_dropout`: `a * grad_y` where kept, else +0.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_feature_alpha_dropout_backward(
    const droplet_mask_t* mask, const float* grad_y, float* grad_x, droplet_features_t features)
    DROPLET_NOEXCEPT_;

/// `droplet_feature_alpha_dropout_backward` on half.
DROPLET_NODISCARD droplet_status_t droplet_feature_alpha_dropout_backward_f16(
    const droplet_mask_t* mask, const droplet_f16_t* grad_y, droplet_f16_t* grad_x,
    droplet_features_t features) DROPLET_NOEXCEPT_;

/// `droplet_feature_alpha_dropout_backward` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_feature_alpha_dropout_backward_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* grad_y, droplet_bf16_t* grad_x,
    droplet_features_t features) DROPLET_NOEXCEPT_;

/// Dropout of a tensor by a mask of its `noise` shape (Keras `Dropout(noise_shape=...)`, Flax
/// `broadcast_dims`), as variational or locked dropout shares one along time (Gal, Ghahramani 2016;
/// Merity 2017). Of a batch of sequences (batch, time, features) the noise is (0, 1, 0). Kept
/// elements become `x * scale`, dropped ones +0.
///
/// x, y: the product of the sizes, dense, the last axis innermost, in place or apart. Along an axis
/// whose noise is 1 a decision is shared; 0 or the axis' size: there are decisions of its own. The
/// mask is row-major in the shape of the noise: with N its extents, the element at (k0 ... k3) is
/// decided by the mask's element `first + ((n0 * N1 + n1) * N2 + n2) * N3 + n3`, where n is k, or 0
/// along a shared axis. `first` counts decisions.
///
/// Cost: where a shared axis, an own one, a shared and an own one follow each other, as in a noise
/// of (1, 0, 1, 0), the mask is drawn again for each index of the first.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION (more than 4 dimensions), DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE (a noise that
/// is neither 0, 1 nor the size), DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_locked_dropout(
    const droplet_mask_t* mask, const float* x, float* y, droplet_tensor_t tensor)
    DROPLET_NOEXCEPT_;

/// `droplet_locked_dropout` on half.
DROPLET_NODISCARD droplet_status_t droplet_locked_dropout_f16(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y, droplet_tensor_t tensor)
    DROPLET_NOEXCEPT_;

/// `droplet_locked_dropout` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_locked_dropout_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y, droplet_tensor_t tensor)
    DROPLET_NOEXCEPT_;

/// `droplet_locked_dropout` of integers, which become what `droplet_dropout` makes of them.
///
/// x, y: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same call on the gradient.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_OPTION, DROPLET_BAD_SIZE, DROPLET_BAD_SHAPE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_locked_dropout_i8(
    const droplet_mask_t* mask, const int8_t* x, int8_t* y, droplet_tensor_t tensor,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// `droplet_locked_dropout_i8` on int16.
DROPLET_NODISCARD droplet_status_t droplet_locked_dropout_i16(
    const droplet_mask_t* mask, const int16_t* x, int16_t* y, droplet_tensor_t tensor,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// `droplet_locked_dropout_i8` on int32.
DROPLET_NODISCARD droplet_status_t droplet_locked_dropout_i32(
    const droplet_mask_t* mask, const int32_t* x, int32_t* y, droplet_tensor_t tensor,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_;

/// Alpha dropout for SELU networks (Klambauer 2017; PyTorch's definition): kept elements become `a
/// x + b`, dropped ones `a alpha' + b`, with alpha' = -1.7580993408473766, a = 1 / sqrt(keep (1 +
/// (1 - keep) alpha'^2)) and b = -a (1 - keep) alpha', so that mean 0 and variance 1 are preserved.
/// With p = 1 everything is +0, as in PyTorch. Element i is decided by the mask's element `first +
/// i`.
///
/// x, y: n elements, the same or apart.
///
/// Backward: `droplet_alpha_dropout_backward`.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_alpha_dropout(
    const droplet_mask_t* mask, const float* x, float* y, size_t n) DROPLET_NOEXCEPT_;

/// `droplet_alpha_dropout` on half.
DROPLET_NODISCARD droplet_status_t droplet_alpha_dropout_f16(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y, size_t n)
    DROPLET_NOEXCEPT_;

/// `droplet_alpha_dropout` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_alpha_dropout_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y, size_t n)
    DROPLET_NOEXCEPT_;

/// The gradient of `droplet_alpha_dropout`: `a * grad_y` where kept, else +0.
///
/// grad_y, grad_x: n elements, the same or apart.
///
/// Returns DROPLET_OK, DROPLET_BAD_DESCRIPTOR, DROPLET_UNKNOWN_FORMAT, DROPLET_BAD_PROBABILITY,
/// DROPLET_BAD_SIZE, DROPLET_NULL_BUFFER, DROPLET_OVERLAP.
DROPLET_NODISCARD droplet_status_t droplet_alpha_dropout_backward(
    const droplet_mask_t* mask, const float* grad_y, float* grad_x, size_t n) DROPLET_NOEXCEPT_;

/// `droplet_alpha_dropout_backward` on half.
DROPLET_NODISCARD droplet_status_t droplet_alpha_dropout_backward_f16(
    const droplet_mask_t* mask, const droplet_f16_t* grad_y, droplet_f16_t* grad_x, size_t n)
    DROPLET_NOEXCEPT_;

/// `droplet_alpha_dropout_backward` on bfloat16.
DROPLET_NODISCARD droplet_status_t droplet_alpha_dropout_backward_bf16(
    const droplet_mask_t* mask, const droplet_bf16_t* grad_y, droplet_bf16_t* grad_x, size_t n)
    DROPLET_NOEXCEPT_;

#if defined(DROPLET_INFERENCE_ONLY) && !defined(DROPLET_SOURCES_)
// In place these are nothing at all, in C as in C++.
#define DROPLET_IDENTITY_ __attribute__((always_inline, warn_unused_result)) static inline
DROPLET_IDENTITY_ droplet_status_t droplet_dropout_in_inference_(
    const droplet_mask_t* mask, const float* x, float* y, size_t n, uint8_t* bits) DROPLET_NOEXCEPT_
    {
  if (x == y && !bits) return DROPLET_OK;
  return droplet_dropout(mask, x, y, n, bits);
}
#define droplet_dropout droplet_dropout_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_f16_in_inference_(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y, size_t n, uint8_t* bits)
    DROPLET_NOEXCEPT_ {
  if (x == y && !bits) return DROPLET_OK;
  return droplet_dropout_f16(mask, x, y, n, bits);
}
#define droplet_dropout_f16 droplet_dropout_f16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_bf16_in_inference_(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y, size_t n, uint8_t* bits)
    DROPLET_NOEXCEPT_ {
  if (x == y && !bits) return DROPLET_OK;
  return droplet_dropout_bf16(mask, x, y, n, bits);
}
#define droplet_dropout_bf16 droplet_dropout_bf16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_i8_in_inference_(
    const droplet_mask_t* mask, const int8_t* x, int8_t* y, size_t n,
    droplet_quantization_t quantization, uint8_t* bits) DROPLET_NOEXCEPT_ {
  if (x == y && !bits) return DROPLET_OK;
  return droplet_dropout_i8(mask, x, y, n, quantization, bits);
}
#define droplet_dropout_i8 droplet_dropout_i8_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_i16_in_inference_(
    const droplet_mask_t* mask, const int16_t* x, int16_t* y, size_t n,
    droplet_quantization_t quantization, uint8_t* bits) DROPLET_NOEXCEPT_ {
  if (x == y && !bits) return DROPLET_OK;
  return droplet_dropout_i16(mask, x, y, n, quantization, bits);
}
#define droplet_dropout_i16 droplet_dropout_i16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_i32_in_inference_(
    const droplet_mask_t* mask, const int32_t* x, int32_t* y, size_t n,
    droplet_quantization_t quantization, uint8_t* bits) DROPLET_NOEXCEPT_ {
  if (x == y && !bits) return DROPLET_OK;
  return droplet_dropout_i32(mask, x, y, n, quantization, bits);
}
#define droplet_dropout_i32 droplet_dropout_i32_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_tile_in_inference_(
    const droplet_mask_t* mask, const float* x, float* y, droplet_tile_t tile, uint8_t* bits)
    DROPLET_NOEXCEPT_ {
  if (x == y && !bits && tile.x_pitch == tile.y_pitch) return DROPLET_OK;
  return droplet_dropout_tile(mask, x, y, tile, bits);
}
#define droplet_dropout_tile droplet_dropout_tile_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_tile_f16_in_inference_(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y, droplet_tile_t tile,
    uint8_t* bits) DROPLET_NOEXCEPT_ {
  if (x == y && !bits && tile.x_pitch == tile.y_pitch) return DROPLET_OK;
  return droplet_dropout_tile_f16(mask, x, y, tile, bits);
}
#define droplet_dropout_tile_f16 droplet_dropout_tile_f16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_tile_bf16_in_inference_(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y, droplet_tile_t tile,
    uint8_t* bits) DROPLET_NOEXCEPT_ {
  if (x == y && !bits && tile.x_pitch == tile.y_pitch) return DROPLET_OK;
  return droplet_dropout_tile_bf16(mask, x, y, tile, bits);
}
#define droplet_dropout_tile_bf16 droplet_dropout_tile_bf16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_bias_dropout_add_backward_in_inference_(
    const droplet_mask_t* mask, const float* grad_y, float* grad_x, float* grad_bias,
    droplet_rows_t rows) DROPLET_NOEXCEPT_ {
  if (grad_y == grad_x && !grad_bias && rows.x_pitch == rows.y_pitch) return DROPLET_OK;
  return droplet_bias_dropout_add_backward(mask, grad_y, grad_x, grad_bias, rows);
}
#define droplet_bias_dropout_add_backward droplet_bias_dropout_add_backward_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_bias_dropout_add_backward_f16_in_inference_(
    const droplet_mask_t* mask, const droplet_f16_t* grad_y, droplet_f16_t* grad_x,
    float* grad_bias, droplet_rows_t rows) DROPLET_NOEXCEPT_ {
  if (grad_y == grad_x && !grad_bias && rows.x_pitch == rows.y_pitch) return DROPLET_OK;
  return droplet_bias_dropout_add_backward_f16(mask, grad_y, grad_x, grad_bias, rows);
}
#define droplet_bias_dropout_add_backward_f16 droplet_bias_dropout_add_backward_f16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_bias_dropout_add_backward_bf16_in_inference_(
    const droplet_mask_t* mask, const droplet_bf16_t* grad_y, droplet_bf16_t* grad_x,
    float* grad_bias, droplet_rows_t rows) DROPLET_NOEXCEPT_ {
  if (grad_y == grad_x && !grad_bias && rows.x_pitch == rows.y_pitch) return DROPLET_OK;
  return droplet_bias_dropout_add_backward_bf16(mask, grad_y, grad_x, grad_bias, rows);
}
#define droplet_bias_dropout_add_backward_bf16 droplet_bias_dropout_add_backward_bf16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_and_mask_in_inference_(
    const droplet_mask_t* mask, uint8_t* bits, size_t n) DROPLET_NOEXCEPT_ {
  (void)mask, (void)bits, (void)n;
  return DROPLET_OK;
}
#define droplet_and_mask droplet_and_mask_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_next_in_inference_(
    droplet_cursor_t* cursor, const float* x, float* y, size_t n) DROPLET_NOEXCEPT_ {
  if (x == y) return DROPLET_OK;
  return droplet_dropout_next(cursor, x, y, n);
}
#define droplet_dropout_next droplet_dropout_next_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_next_f16_in_inference_(
    droplet_cursor_t* cursor, const droplet_f16_t* x, droplet_f16_t* y, size_t n) DROPLET_NOEXCEPT_
    {
  if (x == y) return DROPLET_OK;
  return droplet_dropout_next_f16(cursor, x, y, n);
}
#define droplet_dropout_next_f16 droplet_dropout_next_f16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_next_bf16_in_inference_(
    droplet_cursor_t* cursor, const droplet_bf16_t* x, droplet_bf16_t* y, size_t n)
    DROPLET_NOEXCEPT_ {
  if (x == y) return DROPLET_OK;
  return droplet_dropout_next_bf16(cursor, x, y, n);
}
#define droplet_dropout_next_bf16 droplet_dropout_next_bf16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_next_i8_in_inference_(
    droplet_cursor_t* cursor, const int8_t* x, int8_t* y, size_t n,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_ {
  if (x == y) return DROPLET_OK;
  return droplet_dropout_next_i8(cursor, x, y, n, quantization);
}
#define droplet_dropout_next_i8 droplet_dropout_next_i8_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_next_i16_in_inference_(
    droplet_cursor_t* cursor, const int16_t* x, int16_t* y, size_t n,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_ {
  if (x == y) return DROPLET_OK;
  return droplet_dropout_next_i16(cursor, x, y, n, quantization);
}
#define droplet_dropout_next_i16 droplet_dropout_next_i16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_next_i32_in_inference_(
    droplet_cursor_t* cursor, const int32_t* x, int32_t* y, size_t n,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_ {
  if (x == y) return DROPLET_OK;
  return droplet_dropout_next_i32(cursor, x, y, n, quantization);
}
#define droplet_dropout_next_i32 droplet_dropout_next_i32_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_share_in_inference_(
    const droplet_mask_t* mask, const float* x, float* y, size_t n, droplet_share_t share,
    uint8_t* bits) DROPLET_NOEXCEPT_ {
  if (x == y && !bits) return DROPLET_OK;
  return droplet_dropout_share(mask, x, y, n, share, bits);
}
#define droplet_dropout_share droplet_dropout_share_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_share_f16_in_inference_(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y, size_t n,
    droplet_share_t share, uint8_t* bits) DROPLET_NOEXCEPT_ {
  if (x == y && !bits) return DROPLET_OK;
  return droplet_dropout_share_f16(mask, x, y, n, share, bits);
}
#define droplet_dropout_share_f16 droplet_dropout_share_f16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_share_bf16_in_inference_(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y, size_t n,
    droplet_share_t share, uint8_t* bits) DROPLET_NOEXCEPT_ {
  if (x == y && !bits) return DROPLET_OK;
  return droplet_dropout_share_bf16(mask, x, y, n, share, bits);
}
#define droplet_dropout_share_bf16 droplet_dropout_share_bf16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_share_i8_in_inference_(
    const droplet_mask_t* mask, const int8_t* x, int8_t* y, size_t n, droplet_share_t share,
    droplet_quantization_t quantization, uint8_t* bits) DROPLET_NOEXCEPT_ {
  if (x == y && !bits) return DROPLET_OK;
  return droplet_dropout_share_i8(mask, x, y, n, share, quantization, bits);
}
#define droplet_dropout_share_i8 droplet_dropout_share_i8_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_share_i16_in_inference_(
    const droplet_mask_t* mask, const int16_t* x, int16_t* y, size_t n, droplet_share_t share,
    droplet_quantization_t quantization, uint8_t* bits) DROPLET_NOEXCEPT_ {
  if (x == y && !bits) return DROPLET_OK;
  return droplet_dropout_share_i16(mask, x, y, n, share, quantization, bits);
}
#define droplet_dropout_share_i16 droplet_dropout_share_i16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_dropout_share_i32_in_inference_(
    const droplet_mask_t* mask, const int32_t* x, int32_t* y, size_t n, droplet_share_t share,
    droplet_quantization_t quantization, uint8_t* bits) DROPLET_NOEXCEPT_ {
  if (x == y && !bits) return DROPLET_OK;
  return droplet_dropout_share_i32(mask, x, y, n, share, quantization, bits);
}
#define droplet_dropout_share_i32 droplet_dropout_share_i32_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_drop_path_in_inference_(
    const droplet_mask_t* mask, const float* x, float* y, droplet_rows_t rows,
    droplet_path_options_t options) DROPLET_NOEXCEPT_ {
  if (x == y && rows.x_pitch == rows.y_pitch) return DROPLET_OK;
  return droplet_drop_path(mask, x, y, rows, options);
}
#define droplet_drop_path droplet_drop_path_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_drop_path_f16_in_inference_(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y, droplet_rows_t rows,
    droplet_path_options_t options) DROPLET_NOEXCEPT_ {
  if (x == y && rows.x_pitch == rows.y_pitch) return DROPLET_OK;
  return droplet_drop_path_f16(mask, x, y, rows, options);
}
#define droplet_drop_path_f16 droplet_drop_path_f16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_drop_path_bf16_in_inference_(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y, droplet_rows_t rows,
    droplet_path_options_t options) DROPLET_NOEXCEPT_ {
  if (x == y && rows.x_pitch == rows.y_pitch) return DROPLET_OK;
  return droplet_drop_path_bf16(mask, x, y, rows, options);
}
#define droplet_drop_path_bf16 droplet_drop_path_bf16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_drop_path_i8_in_inference_(
    const droplet_mask_t* mask, const int8_t* x, int8_t* y, droplet_rows_t rows,
    droplet_path_options_t options, int32_t zero_point) DROPLET_NOEXCEPT_ {
  if (x == y && rows.x_pitch == rows.y_pitch) return DROPLET_OK;
  return droplet_drop_path_i8(mask, x, y, rows, options, zero_point);
}
#define droplet_drop_path_i8 droplet_drop_path_i8_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_drop_path_i16_in_inference_(
    const droplet_mask_t* mask, const int16_t* x, int16_t* y, droplet_rows_t rows,
    droplet_path_options_t options, int32_t zero_point) DROPLET_NOEXCEPT_ {
  if (x == y && rows.x_pitch == rows.y_pitch) return DROPLET_OK;
  return droplet_drop_path_i16(mask, x, y, rows, options, zero_point);
}
#define droplet_drop_path_i16 droplet_drop_path_i16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_drop_path_i32_in_inference_(
    const droplet_mask_t* mask, const int32_t* x, int32_t* y, droplet_rows_t rows,
    droplet_path_options_t options, int32_t zero_point) DROPLET_NOEXCEPT_ {
  if (x == y && rows.x_pitch == rows.y_pitch) return DROPLET_OK;
  return droplet_drop_path_i32(mask, x, y, rows, options, zero_point);
}
#define droplet_drop_path_i32 droplet_drop_path_i32_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_feature_dropout_in_inference_(
    const droplet_mask_t* mask, const float* x, float* y, droplet_features_t features)
    DROPLET_NOEXCEPT_ {
  if (x == y && features.x.sample == features.y.sample && features.x.channel == features.y.channel
      && features.x.position == features.y.position) return DROPLET_OK;
  return droplet_feature_dropout(mask, x, y, features);
}
#define droplet_feature_dropout droplet_feature_dropout_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_feature_dropout_f16_in_inference_(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y,
    droplet_features_t features) DROPLET_NOEXCEPT_ {
  if (x == y && features.x.sample == features.y.sample && features.x.channel == features.y.channel
      && features.x.position == features.y.position) return DROPLET_OK;
  return droplet_feature_dropout_f16(mask, x, y, features);
}
#define droplet_feature_dropout_f16 droplet_feature_dropout_f16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_feature_dropout_bf16_in_inference_(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y,
    droplet_features_t features) DROPLET_NOEXCEPT_ {
  if (x == y && features.x.sample == features.y.sample && features.x.channel == features.y.channel
      && features.x.position == features.y.position) return DROPLET_OK;
  return droplet_feature_dropout_bf16(mask, x, y, features);
}
#define droplet_feature_dropout_bf16 droplet_feature_dropout_bf16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_feature_dropout_i8_in_inference_(
    const droplet_mask_t* mask, const int8_t* x, int8_t* y, droplet_features_t features,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_ {
  if (x == y && features.x.sample == features.y.sample && features.x.channel == features.y.channel
      && features.x.position == features.y.position) return DROPLET_OK;
  return droplet_feature_dropout_i8(mask, x, y, features, quantization);
}
#define droplet_feature_dropout_i8 droplet_feature_dropout_i8_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_feature_dropout_i16_in_inference_(
    const droplet_mask_t* mask, const int16_t* x, int16_t* y, droplet_features_t features,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_ {
  if (x == y && features.x.sample == features.y.sample && features.x.channel == features.y.channel
      && features.x.position == features.y.position) return DROPLET_OK;
  return droplet_feature_dropout_i16(mask, x, y, features, quantization);
}
#define droplet_feature_dropout_i16 droplet_feature_dropout_i16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_feature_dropout_i32_in_inference_(
    const droplet_mask_t* mask, const int32_t* x, int32_t* y, droplet_features_t features,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_ {
  if (x == y && features.x.sample == features.y.sample && features.x.channel == features.y.channel
      && features.x.position == features.y.position) return DROPLET_OK;
  return droplet_feature_dropout_i32(mask, x, y, features, quantization);
}
#define droplet_feature_dropout_i32 droplet_feature_dropout_i32_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_feature_alpha_dropout_in_inference_(
    const droplet_mask_t* mask, const float* x, float* y, droplet_features_t features)
    DROPLET_NOEXCEPT_ {
  if (x == y && features.x.sample == features.y.sample && features.x.channel == features.y.channel
      && features.x.position == features.y.position) return DROPLET_OK;
  return droplet_feature_alpha_dropout(mask, x, y, features);
}
#define droplet_feature_alpha_dropout droplet_feature_alpha_dropout_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_feature_alpha_dropout_f16_in_inference_(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y,
    droplet_features_t features) DROPLET_NOEXCEPT_ {
  if (x == y && features.x.sample == features.y.sample && features.x.channel == features.y.channel
      && features.x.position == features.y.position) return DROPLET_OK;
  return droplet_feature_alpha_dropout_f16(mask, x, y, features);
}
#define droplet_feature_alpha_dropout_f16 droplet_feature_alpha_dropout_f16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_feature_alpha_dropout_bf16_in_inference_(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y,
    droplet_features_t features) DROPLET_NOEXCEPT_ {
  if (x == y && features.x.sample == features.y.sample && features.x.channel == features.y.channel
      && features.x.position == features.y.position) return DROPLET_OK;
  return droplet_feature_alpha_dropout_bf16(mask, x, y, features);
}
#define droplet_feature_alpha_dropout_bf16 droplet_feature_alpha_dropout_bf16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_feature_alpha_dropout_backward_in_inference_(
    const droplet_mask_t* mask, const float* grad_y, float* grad_x, droplet_features_t features)
    DROPLET_NOEXCEPT_ {
  if (grad_y == grad_x && features.x.sample == features.y.sample && features.x.channel ==
      features.y.channel && features.x.position == features.y.position) return DROPLET_OK;
  return droplet_feature_alpha_dropout_backward(mask, grad_y, grad_x, features);
}
#define droplet_feature_alpha_dropout_backward droplet_feature_alpha_dropout_backward_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_feature_alpha_dropout_backward_f16_in_inference_(
    const droplet_mask_t* mask, const droplet_f16_t* grad_y, droplet_f16_t* grad_x,
    droplet_features_t features) DROPLET_NOEXCEPT_ {
  if (grad_y == grad_x && features.x.sample == features.y.sample && features.x.channel ==
      features.y.channel && features.x.position == features.y.position) return DROPLET_OK;
  return droplet_feature_alpha_dropout_backward_f16(mask, grad_y, grad_x, features);
}
#define droplet_feature_alpha_dropout_backward_f16 droplet_feature_alpha_dropout_backward_f16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_feature_alpha_dropout_backward_bf16_in_inference_(
    const droplet_mask_t* mask, const droplet_bf16_t* grad_y, droplet_bf16_t* grad_x,
    droplet_features_t features) DROPLET_NOEXCEPT_ {
  if (grad_y == grad_x && features.x.sample == features.y.sample && features.x.channel ==
      features.y.channel && features.x.position == features.y.position) return DROPLET_OK;
  return droplet_feature_alpha_dropout_backward_bf16(mask, grad_y, grad_x, features);
}
#define droplet_feature_alpha_dropout_backward_bf16 droplet_feature_alpha_dropout_backward_bf16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_locked_dropout_in_inference_(
    const droplet_mask_t* mask, const float* x, float* y, droplet_tensor_t tensor) DROPLET_NOEXCEPT_
    {
  if (x == y) return DROPLET_OK;
  return droplet_locked_dropout(mask, x, y, tensor);
}
#define droplet_locked_dropout droplet_locked_dropout_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_locked_dropout_f16_in_inference_(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y, droplet_tensor_t tensor)
    DROPLET_NOEXCEPT_ {
  if (x == y) return DROPLET_OK;
  return droplet_locked_dropout_f16(mask, x, y, tensor);
}
#define droplet_locked_dropout_f16 droplet_locked_dropout_f16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_locked_dropout_bf16_in_inference_(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y, droplet_tensor_t tensor)
    DROPLET_NOEXCEPT_ {
  if (x == y) return DROPLET_OK;
  return droplet_locked_dropout_bf16(mask, x, y, tensor);
}
#define droplet_locked_dropout_bf16 droplet_locked_dropout_bf16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_locked_dropout_i8_in_inference_(
    const droplet_mask_t* mask, const int8_t* x, int8_t* y, droplet_tensor_t tensor,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_ {
  if (x == y) return DROPLET_OK;
  return droplet_locked_dropout_i8(mask, x, y, tensor, quantization);
}
#define droplet_locked_dropout_i8 droplet_locked_dropout_i8_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_locked_dropout_i16_in_inference_(
    const droplet_mask_t* mask, const int16_t* x, int16_t* y, droplet_tensor_t tensor,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_ {
  if (x == y) return DROPLET_OK;
  return droplet_locked_dropout_i16(mask, x, y, tensor, quantization);
}
#define droplet_locked_dropout_i16 droplet_locked_dropout_i16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_locked_dropout_i32_in_inference_(
    const droplet_mask_t* mask, const int32_t* x, int32_t* y, droplet_tensor_t tensor,
    droplet_quantization_t quantization) DROPLET_NOEXCEPT_ {
  if (x == y) return DROPLET_OK;
  return droplet_locked_dropout_i32(mask, x, y, tensor, quantization);
}
#define droplet_locked_dropout_i32 droplet_locked_dropout_i32_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_alpha_dropout_in_inference_(
    const droplet_mask_t* mask, const float* x, float* y, size_t n) DROPLET_NOEXCEPT_ {
  if (x == y) return DROPLET_OK;
  return droplet_alpha_dropout(mask, x, y, n);
}
#define droplet_alpha_dropout droplet_alpha_dropout_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_alpha_dropout_f16_in_inference_(
    const droplet_mask_t* mask, const droplet_f16_t* x, droplet_f16_t* y, size_t n)
    DROPLET_NOEXCEPT_ {
  if (x == y) return DROPLET_OK;
  return droplet_alpha_dropout_f16(mask, x, y, n);
}
#define droplet_alpha_dropout_f16 droplet_alpha_dropout_f16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_alpha_dropout_bf16_in_inference_(
    const droplet_mask_t* mask, const droplet_bf16_t* x, droplet_bf16_t* y, size_t n)
    DROPLET_NOEXCEPT_ {
  if (x == y) return DROPLET_OK;
  return droplet_alpha_dropout_bf16(mask, x, y, n);
}
#define droplet_alpha_dropout_bf16 droplet_alpha_dropout_bf16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_alpha_dropout_backward_in_inference_(
    const droplet_mask_t* mask, const float* grad_y, float* grad_x, size_t n) DROPLET_NOEXCEPT_ {
  if (grad_y == grad_x) return DROPLET_OK;
  return droplet_alpha_dropout_backward(mask, grad_y, grad_x, n);
}
#define droplet_alpha_dropout_backward droplet_alpha_dropout_backward_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_alpha_dropout_backward_f16_in_inference_(
    const droplet_mask_t* mask, const droplet_f16_t* grad_y, droplet_f16_t* grad_x, size_t n)
    DROPLET_NOEXCEPT_ {
  if (grad_y == grad_x) return DROPLET_OK;
  return droplet_alpha_dropout_backward_f16(mask, grad_y, grad_x, n);
}
#define droplet_alpha_dropout_backward_f16 droplet_alpha_dropout_backward_f16_in_inference_

DROPLET_IDENTITY_ droplet_status_t droplet_alpha_dropout_backward_bf16_in_inference_(
    const droplet_mask_t* mask, const droplet_bf16_t* grad_y, droplet_bf16_t* grad_x, size_t n)
    DROPLET_NOEXCEPT_ {
  if (grad_y == grad_x) return DROPLET_OK;
  return droplet_alpha_dropout_backward_bf16(mask, grad_y, grad_x, n);
}
#define droplet_alpha_dropout_backward_bf16 droplet_alpha_dropout_backward_bf16_in_inference_
#endif
// clang-format on

DROPLET_END_C_

#endif
