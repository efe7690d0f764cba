// SPDX-License-Identifier: MIT
//
// Dropout whose decisions lie in a nest of loops: that of a feature map, or of a tensor.
#ifndef DROPLET_SRC_NESTED_DROPOUT_HPP
#define DROPLET_SRC_NESTED_DROPOUT_HPP

#include "integers.hpp"
#include "ops/scale.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// Both inlined, as Clang would give them frames of their own.
template <class Nest, class T, class Shape>
[[gnu::always_inline]] inline droplet_status_t nested_dropout(const droplet_mask_t* mask,
                                                              const T* x, T* y,
                                                              const Shape& shape) {
  Nest nest;
  const droplet_status_t status = settle_nest(mask, x, y, shape, sizeof(T), 0, &nest);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    draw_nest(*mask, Scale<T>{{x, y}, mask->rate.scale}, nest);
  }
  return DROPLET_OK;
}

template <class Nest, class T, class Shape>
[[gnu::always_inline]] inline droplet_status_t nested_dropout(
    const droplet_mask_t* mask, const T* x, T* y, const Shape& shape,
    const droplet_quantization_t& quantization) {
  Nest nest;
  const droplet_status_t status =
      settle_nest(mask, x, y, shape, sizeof(T), quantization.zero_point, &nest);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    with_op(x, y, quantization.zero_point, scale_bits(mask->rate, quantization.unscaled),
            [&](const auto& op) { draw_nest(*mask, op, nest); });
  }
  return DROPLET_OK;
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
