// SPDX-License-Identifier: MIT
#include "integers.hpp"
#include "ops/scale.hpp"
#include "tensor.hpp"

using namespace droplet::detail;

namespace {

template <class T>
droplet_status_t locked_dropout(const droplet_mask_t* mask, const T* x, T* y,
                                const droplet_tensor_t& tensor) {
  TensorNest nest;
  const droplet_status_t status = settle_tensor(mask, x, y, tensor, sizeof(T), 0, &nest);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    draw_tensor(*mask, Scale<T>{{x, y}, mask->rate.scale}, nest);
  }
  return DROPLET_OK;
}

template <class T>
droplet_status_t locked_dropout(const droplet_mask_t* mask, const T* x, T* y,
                                const droplet_tensor_t& tensor,
                                const droplet_quantization_t& quantization) {
  TensorNest nest;
  const droplet_status_t status =
      settle_tensor(mask, x, y, tensor, sizeof(T), quantization.zero_point, &nest);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    with_op(x, y, quantization.zero_point, scale_bits(mask->rate, quantization.unscaled),
            [&](const auto& op) { draw_tensor(*mask, op, nest); });
  }
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(locked_dropout,
                          (const droplet_mask_t* mask, const T* x, T* y, droplet_tensor_t tensor),
                          (mask, x, y, tensor))
DROPLET_ON_INTEGER_TYPES(locked_dropout,
                         (const droplet_mask_t* mask, const T* x, T* y, droplet_tensor_t tensor,
                          droplet_quantization_t quantization),
                         (mask, x, y, tensor, quantization))
