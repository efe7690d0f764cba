// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_OPS_SCALE_HPP
#define DROPLET_SRC_OPS_SCALE_HPP

#include "ops/unary.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// kept: factor * x, dropped: +0. Rows with a factor of 1 are copied.
template <class T>
struct Scale : Unary<T> {
  float factor;

  // Rows that survive unscaled: a multiplication by 1 would quiet a NaN.
  [[gnu::always_inline]] bool copies(All) const { return factor == 1.0f; }
  [[gnu::always_inline]] bool copies(None) const { return false; }
  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep keep, size_t i, N n) const {
    return scale_kept<V>(keep, this->x + i, V::broadcast(factor), n);
  }
};

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
