// SPDX-License-Identifier: MIT
//
// Buffers of the compiler's own half and bfloat16, in C++.
#include "own_types.h"

#include <string.h>

#include "droplet/droplet.hpp"

using namespace droplet;

namespace {

constexpr size_t n = 35;

template <class T>
struct Buffers {
  T x[n], y[n];
  float grad_bias[5];
};

// Every form of a buffer: an input, an output, one that is null, floats beside it.
template <class T>
bool run(const Mask& mask, const uint16_t* bits, Buffers<T>* b) {
  Rows rows;
  rows.rows = 7;
  rows.row_length = 5;
  memcpy(b->x, bits, sizeof b->x);
  const T* const x = b->x;
  return bias_dropout_add(mask, x, x, nullptr, b->y, rows) == StatusCode::ok &&
         drop_path_add(mask, x, b->y, b->y, rows) == StatusCode::ok &&
         bias_dropout_add_backward(mask, x, b->x, b->grad_bias, rows) == StatusCode::ok;
}

// As compilers reorder what may not be of one type: stored as one, read as the other.
template <class T>
[[gnu::noinline]] bool are_ordered([[maybe_unused]] T* x, [[maybe_unused]] const T* values) {
#if defined(__ARM_ARCH_6M__) && !defined(__clang__)
  return true;  // GCC 12 crashes on a copy of its __bf16.
#else
  auto* const stored = detail::stored(x);
  x[0] = values[0];
  const uint16_t seen = stored[0].bits;
  stored[0].bits = static_cast<uint16_t>(seen + 1);
  const T after = x[0];
  return seen == 0x3F00 && memcmp(&after, &values[1], sizeof after) == 0;
#endif
}

template <class Own, class T>
bool same(const Mask& mask) {
  static Buffers<Own> own;
  static Buffers<T> stored;
  static_assert(sizeof own == sizeof stored, "");
  uint16_t bits[n];
  for (size_t i = 0; i < n; ++i) bits[i] = static_cast<uint16_t>(0x3F00 + i);
  Own values[2], scratch[1];
  memcpy(values, bits, sizeof values);
  return run(mask, bits, &own) && run(mask, bits, &stored) &&
         memcmp(&own, &stored, sizeof own) == 0 && are_ordered(scratch, values);
}

}  // namespace

int own_types_in_cpp(const droplet_mask_t& c) {
  const Mask mask(c);
#define AND_SAME(own, T) &&same<own, T>(mask)
  return mask.rate().valid() DROPLET_EACH_OWN_F16_(AND_SAME, half)
      DROPLET_EACH_OWN_BF16_(AND_SAME, bfloat16);
}
