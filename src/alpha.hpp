// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_ALPHA_HPP
#define DROPLET_SRC_ALPHA_HPP

#include "interface.hpp"
#include "ops/affine.hpp"
#include "ops/scale.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

struct Alpha {
  float factor, shift, dropped;
};
Alpha alpha_of(const droplet_rate_t& rate);

// PyTorch's `_alpha_dropout`.
template <class T>
inline Affine<T> alpha_forward(const droplet_rate_t& rate, const T* x, T* y) {
  const Alpha alpha = alpha_of(rate);
  return {{x, y}, alpha.factor, alpha.shift, alpha.dropped};
}

template <class T>
inline Scale<T> alpha_backward(const droplet_rate_t& rate, const T* grad_y, T* grad_x) {
  return {{grad_y, grad_x}, alpha_of(rate).factor};
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
