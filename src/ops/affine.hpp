// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_OPS_AFFINE_HPP
#define DROPLET_SRC_OPS_AFFINE_HPP

#include "ops/unary.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// kept: factor * x + shift, rounded twice, dropped: a constant, selected last.
template <class T>
struct Affine : Unary<T> {
  float factor, shift, dropped;

  static constexpr bool masks_loads = false;
  static constexpr bool drops_to_zero = false;

  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep keep, size_t i, N n) const {
    const auto constant = V::broadcast(dropped);
    if constexpr (keeps_any<Keep>) {
      const auto shifts = V::broadcast(shift), factors = V::broadcast(factor);
      return select<V>(keep, V::add_product(shifts, load<V>(this->x + i, n), factors), constant);
    } else {
      return constant;
    }
  }
};

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
