// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_OPS_ADD_HPP
#define DROPLET_SRC_OPS_ADD_HPP

#include "kernel/keep.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// kept: residual + factor * branch, rounded twice, dropped: the residual. y may be either.
template <class T>
struct Add {
  const T *residual, *branch;
  T* y;
  float factor;

  static constexpr bool may_store_over = false;
  static constexpr bool masks_loads = false;
  template <class V>
  static constexpr unsigned width = width_of<V, T>;

  [[gnu::always_inline]] void advance(size_t n) {
    residual += n;
    branch += n;
    y += n;
  }
  static constexpr unsigned buffers = 3;
  [[gnu::always_inline]] void move(const ptrdiff_t (&by)[buffers]) {
    residual += by[0];
    branch += by[1];
    y += by[2];
  }
  [[gnu::always_inline]] const T* input() const { return residual; }
  static constexpr bool drops_to_zero = false;
  [[gnu::always_inline]] bool copies(All) const { return false; }
  [[gnu::always_inline]] bool copies(None) const { return true; }
  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep keep, size_t i, N n) const {
    const auto untouched = load<V>(residual + i, n);
    if constexpr (keeps_any<Keep>) {
      const auto sum = V::add_product(untouched, load<V>(branch + i, n), V::broadcast(factor));
      // Hidden: LLVM would add the product or, where dropped, -0, which quiets a dropped NaN.
      return select<V>(keep, V::rounded(sum), untouched);
    } else {
      return untouched;
    }
  }
};

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
