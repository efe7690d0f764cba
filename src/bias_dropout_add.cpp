// SPDX-License-Identifier: MIT
#include "ops/bias_dropout_add.hpp"

#include "kernel/walk.hpp"
#include "ops/scale.hpp"
#include "rows.hpp"

using namespace droplet::detail;

namespace {

// The checks are not inlined, as their stack would stand beside the draw's.
[[gnu::noinline]] droplet_status_t check_forward(const void* x, const void* bias,
                                                 const void* residual, const void* y,
                                                 const droplet_rows_t& rows, size_t size) {
  const RowShape shape{rows.rows, rows.row_length};
  const RowBuffer inputs[] = {{residual, or_dense(rows.residual_pitch, shape)},
                              {x, or_dense(rows.x_pitch, shape)}};
  const RowBuffer out{y, or_dense(rows.y_pitch, shape)};
  const unsigned absent = residual == nullptr ? 1 : 0;
  const droplet_status_t status = check_rows(shape, size, inputs + absent, 2 - absent, out);
  if (status != DROPLET_OK) return status;
  const Bytes row{bias, shape.length * size};
  return bias != nullptr && overlaps(row, shape, out, size) ? DROPLET_OVERLAP : DROPLET_OK;
}

template <class T>
droplet_status_t bias_dropout_add(const droplet_mask_t* mask, const T* x, const T* bias,
                                  const T* residual, T* y, const droplet_rows_t& rows) {
  droplet_status_t status = check_descriptor(mask);
  RowShape shape{rows.rows, rows.row_length};
  if (status != DROPLET_OK || shape.is_empty()) return status;
  status = check_forward(x, bias, residual, y, rows, sizeof(T));
  if (status != DROPLET_OK) return status;
  const Verdict verdict = verdict_of(mask);
  const float factor = verdict == Verdict::draw ? mask->rate.scale : 1.0f;
  BiasDropoutAdd<T> op{x, bias, residual, y, factor, bias != nullptr, residual != nullptr};
  const auto pitch = [&](size_t of_buffer) {
    return static_cast<ptrdiff_t>(or_dense(of_buffer, shape));
  };
  ptrdiff_t pitches[] = {pitch(rows.x_pitch), 0, pitch(rows.residual_pitch), pitch(rows.y_pitch)};
  if (bias == nullptr) {
    op.bias = x;
    pitches[1] = pitches[0];
  }
  if (residual == nullptr) {
    op.residual = x;
    pitches[2] = pitches[0];
  }
  if (are_dense(pitches, shape)) shape = {1, shape.count * shape.length};
  if constexpr (!inference_only) {
    if (verdict == Verdict::draw) {
      draw_matrix(*mask, op, shape.count, shape.length, shape.length, pitches, nullptr);
      return DROPLET_OK;
    }
  }
  for (; shape.count != 0; --shape.count, op.move(pitches)) {
    apply_to_all(chosen_isa(), op, verdict == Verdict::keep_all, shape.length);
  }
  return DROPLET_OK;
}

[[gnu::noinline]] droplet_status_t check_backward(const void* grad_y, const void* grad_x,
                                                  const float* grad_bias,
                                                  const droplet_rows_t& rows, size_t size) {
  const RowShape shape{rows.rows, rows.row_length};
  const RowBuffer in{grad_y, or_dense(rows.x_pitch, shape)};
  const RowBuffer out{grad_x, or_dense(rows.y_pitch, shape)};
  size_t bytes = 0;
  if (grad_bias != nullptr && __builtin_mul_overflow(shape.length, sizeof *grad_bias, &bytes))
    return DROPLET_BAD_SIZE;
  const droplet_status_t status = check_rows(shape, size, &in, 1, out);
  if (status != DROPLET_OK) return status;
  if (grad_bias == nullptr) return DROPLET_OK;
  const Bytes row{grad_bias, bytes};
  return overlaps(row, shape, in, size) || overlaps(row, shape, out, size) ? DROPLET_OVERLAP
                                                                           : DROPLET_OK;
}

template <class T>
droplet_status_t bias_dropout_add_backward(const droplet_mask_t* mask, const T* grad_y, T* grad_x,
                                           float* grad_bias, const droplet_rows_t& rows) {
  const RowShape shape{rows.rows, rows.row_length};
  droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK || shape.is_empty()) return status;
  status = check_backward(grad_y, grad_x, grad_bias, rows, sizeof(T));
  if (status != DROPLET_OK) return status;
  const size_t x_pitch = or_dense(rows.x_pitch, shape);
  const size_t y_pitch = or_dense(rows.y_pitch, shape);
  const Verdict verdict = verdict_of(mask);
  if (verdict != Verdict::draw) {
    set_rows(verdict, {grad_y, x_pitch}, {grad_x, y_pitch}, shape, sizeof(T), 0);
  } else if constexpr (!inference_only) {
    const ptrdiff_t pitches[] = {static_cast<ptrdiff_t>(x_pitch), static_cast<ptrdiff_t>(y_pitch)};
    Scale<T> op{{grad_y, grad_x}, mask->rate.scale};
    draw_matrix(*mask, op, shape.count, shape.length, shape.length, pitches, nullptr);
  }
  const size_t added = grad_bias != nullptr ? shape.count : 0;
  for (size_t row = 0; row < added; ++row) {
    const Accumulate<T> op{{grad_x + row * y_pitch, grad_bias}};
    apply_to_all(chosen_isa(), op, true, shape.length);
  }
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(bias_dropout_add,
                          (const droplet_mask_t* mask, const T* x, const T* bias, const T* residual,
                           T* y, droplet_rows_t rows),
                          (mask, x, bias, residual, y, rows))
DROPLET_ON_FLOATING_TYPES(bias_dropout_add_backward,
                          (const droplet_mask_t* mask, const T* grad_y, T* grad_x, float* grad_bias,
                           droplet_rows_t rows),
                          (mask, grad_y, grad_x, grad_bias, rows))
