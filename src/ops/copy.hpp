// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_OPS_COPY_HPP
#define DROPLET_SRC_OPS_COPY_HPP

#include "ops/unary.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// kept: x itself, bit for bit (a multiplication by 1 would quiet a NaN), dropped: +0.
template <class T>
struct Copy : Unary<T> {
  bool leaves_kept() const noexcept { return this->x == this->y; }
  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep keep, std::size_t i, N n) const {
    return load_kept<V>(keep, this->x + i, n);
  }
};

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
