// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_OPS_RELU_HPP
#define DROPLET_SRC_OPS_RELU_HPP

#include "ops/binary.hpp"
#include "ops/unary.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// kept: relu(factor * x), which is factor * relu(x), as no factor is below 1; dropped: +0.
template <class T>
struct Relu : Unary<T> {
  float factor;

  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep keep, size_t i, N n) const {
    return V::relu(scale_kept<V>(keep, this->x + i, V::broadcast(factor), n));
  }
};

// All: factor * first, the gradient, but +0 where relu's output, second, is not positive; None: +0.
// It is told by the output what was dropped, and is never called with bits.
template <class T>
struct ReluGradient : Binary<T> {
  float factor;

  static constexpr bool drops_to_zero = true;
  template <class Keep>
  [[gnu::always_inline]] bool copies(Keep) const {
    return false;
  }
  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep keep, size_t i, N n) const {
    const auto gradient =
        V::relu_gradient(load<V>(this->second + i, n), load<V>(this->first + i, n));
    return scale_kept<V>(keep, gradient, V::broadcast(factor));
  }
};

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
