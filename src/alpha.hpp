// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_ALPHA_HPP
#define DROPLET_SRC_ALPHA_HPP

#include "interface.hpp"
#include "ops/affine.hpp"
#include "ops/scale.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// PyTorch's `_alpha_dropout`.
Affine<float> alpha_forward(const droplet_rate_t& rate, const float* x, float* y) noexcept;

inline Scale<float> alpha_backward(const droplet_rate_t& rate, const float* grad_y,
                                   float* grad_x) noexcept {
  return {{grad_y, grad_x}, alpha_forward(rate, grad_y, grad_x).factor};
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
