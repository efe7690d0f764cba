// SPDX-License-Identifier: MIT
#include "copy.hpp"
#include "joins.hpp"
#include "mask/scalar.hpp"
#include "rounded.hpp"

using namespace droplet::detail;

namespace {

// Sums wait here, 128 bytes of stack, so that each is of floats and rounded once.
constexpr size_t chunk = 32;

// Hidden after each addition: no flag may let a compiler add in another order.
template <class T>
void join_chunk(const JoinCall& call, size_t decision, size_t at, size_t n, float factor, T* y) {
  float sum[chunk] = {};
  bool any = false;
  for (size_t i = 0; i < call.joins.inputs; ++i) {
    if (!bit_at(call.bits, decision + i)) continue;
    const T* const x = input_at<T>(call.x, i) + at;
    for (size_t k = 0; k < n; ++k) {
      const float input = Scalar::load(x + k);
      sum[k] = any ? sum[k] + input : input;
    }
    rounded(sum);
    any = true;
  }
  for (size_t k = 0; k < n; ++k) Scalar::store(y + at + k, sum[k] * factor);
}

// What survives alone stays as it is. Where nothing does, of bits that others made, y is +0.
template <class T>
void join_row(const JoinCall& call, size_t decision, size_t at, T* y) {
  const size_t count = count_kept(call.bits, decision, call.joins.inputs);
  const size_t bytes = call.row_length * sizeof(T);
  if (count == 0) {
    __builtin_memset(y + at, 0, bytes);
  } else if (count == 1) {
    size_t i = 0;
    while (!bit_at(call.bits, decision + i)) ++i;
    const T* const x = input_at<T>(call.x, i);
    if (x != y) copy(y + at, x + at, bytes);
  } else {
    const float factor = reciprocal(count);
    for (size_t k = 0; k < call.row_length; k += chunk) {
      const size_t left = call.row_length - k;
      join_chunk(call, decision, at + k, left < chunk ? left : chunk, factor, y);
    }
  }
}

template <class T>
void gradient_row(const JoinCall& call, size_t decision, size_t input, size_t at, T* y) {
  const T* const x = input_at<T>(call.x, 0) + at;
  const size_t bytes = call.row_length * sizeof(T);
  if (!bit_at(call.bits, decision + input)) {
    __builtin_memset(y + at, 0, bytes);
    return;
  }
  const size_t count = count_kept(call.bits, decision, call.joins.inputs);
  if (count == 1) {
    if (x != y + at) copy(y + at, x, bytes);
    return;
  }
  const float factor = reciprocal(count);
  for (size_t k = 0; k < call.row_length; ++k) {
    Scalar::store(y + at + k, Scalar::load(x + k) * factor);
  }
}

// use(its first decision, its first element) for each sample.
template <class Use>
void each_sample(const JoinCall& call, Use use) {
  const size_t pitch = call.joins.joins * call.joins.inputs;
  size_t decision = call.join * call.joins.inputs, at = 0;
  for (size_t left = call.joins.samples; left != 0; --left) {
    use(decision, at);
    decision += pitch;
    at += call.row_length;
  }
}

template <class T>
droplet_status_t fractal_join(const JoinCall& call, T* y) {
  if (!has_path(call.joins)) return DROPLET_BAD_OPTION;
  if (call.is_empty()) return DROPLET_OK;
  const droplet_status_t status = check_join(call, sizeof(T));
  if (status != DROPLET_OK) return status;
  each_sample(call, [&](size_t decision, size_t at) { join_row(call, decision, at, y); });
  return DROPLET_OK;
}

template <class T>
droplet_status_t fractal_join_backward(const JoinCall& call, size_t input, T* y) {
  if (!has_path(call.joins)) return DROPLET_BAD_OPTION;
  if (call.is_empty()) return DROPLET_OK;
  const droplet_status_t status = check_join(call, sizeof(T));
  if (status != DROPLET_OK) return status;
  if (input >= call.joins.inputs) return DROPLET_BAD_INDEX;
  each_sample(call,
              [&](size_t decision, size_t at) { gradient_row(call, decision, input, at, y); });
  return DROPLET_OK;
}

const void* const* untyped(const void* pointers) {
  return static_cast<const void* const*>(pointers);
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(fractal_join,
                          (const uint8_t* bits, const T* const* inputs, T* y, droplet_joins_t joins,
                           size_t join, size_t row_length),
                          ({bits, untyped(inputs), joins.inputs, y, joins, join, row_length}, y))
DROPLET_ON_FLOATING_TYPES(fractal_join_backward,
                          (const uint8_t* bits, const T* x, T* y, droplet_joins_t joins,
                           size_t join, size_t input, size_t row_length),
                          ({bits, untyped(&x), 1, y, joins, join, row_length}, input, y))
