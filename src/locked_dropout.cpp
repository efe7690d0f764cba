// SPDX-License-Identifier: MIT
#include "nested_dropout.hpp"
#include "tensor.hpp"

using namespace droplet::detail;

namespace {

template <class T, class... Quantization>
droplet_status_t locked_dropout(const droplet_mask_t* mask, const T* x, T* y,
                                const droplet_tensor_t& tensor,
                                const Quantization&... quantization) {
  return nested_dropout<TensorNest>(mask, x, y, tensor, quantization...);
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(locked_dropout,
                          (const droplet_mask_t* mask, const T* x, T* y, droplet_tensor_t tensor),
                          (mask, x, y, tensor))
DROPLET_ON_INTEGER_TYPES(locked_dropout,
                         (const droplet_mask_t* mask, const T* x, T* y, droplet_tensor_t tensor,
                          droplet_quantization_t quantization),
                         (mask, x, y, tensor, quantization))
