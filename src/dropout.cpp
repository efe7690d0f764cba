// SPDX-License-Identifier: MIT

#include "integers.hpp"
#include "kernel/walk.hpp"
#include "ops/scale.hpp"

using namespace droplet::detail;

namespace {

template <class T>
droplet_status_t dropout(const droplet_mask_t* mask, const T* x, T* y, size_t n, uint8_t* bits) {
  const droplet_status_t status = settle(mask, x, y, n, sizeof(T), 0, bits);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    draw_elements(*mask, Scale<T>{{x, y}, mask->rate.scale}, n, bits);
  }
  return DROPLET_OK;
}

// Not inlined, as the stack of what calls two would hold two readers.
template <class Op>
[[gnu::noinline]] void draw(const droplet_mask_t& mask, const Op& op, size_t n, uint8_t* bits) {
  draw_elements(mask, op, n, bits);
}

// Inlined, or GCC splits the quantization into arguments of its own, and moves them.
template <class T>
[[gnu::always_inline]] inline droplet_status_t dropout(const droplet_mask_t* mask, const T* x, T* y,
                                                       size_t n,
                                                       droplet_quantization_t quantization,
                                                       uint8_t* bits) {
  const droplet_status_t status = settle(mask, x, y, n, sizeof(T), quantization.zero_point, bits);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    with_op(
        x, y, quantization.zero_point, scale_bits(mask->rate, quantization.unscaled),
        [=](const auto& op) __attribute__((always_inline)) {
          if constexpr (copies_by_requantize) {
            draw_elements(*mask, op, n, bits);
          } else {
            draw(*mask, op, n, bits);
          }
        });
  }
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(dropout,
                          (const droplet_mask_t* mask, const T* x, T* y, size_t n, uint8_t* bits),
                          (mask, x, y, n, bits))
DROPLET_ON_INTEGER_TYPES(dropout,
                         (const droplet_mask_t* mask, const T* x, T* y, size_t n,
                          droplet_quantization_t quantization, uint8_t* bits),
                         (mask, x, y, n, quantization, bits))
