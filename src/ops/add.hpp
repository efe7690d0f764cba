// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_OPS_ADD_HPP
#define DROPLET_SRC_OPS_ADD_HPP

#include "ops/binary.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// kept: first + factor * second, which are the residual and the branch, rounded twice; dropped: the
// residual. y may be either.
template <class T>
struct Add : Binary<T> {
  float factor;

  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep keep, size_t i, N n) const {
    const auto untouched = load<V>(this->first + i, n);
    if constexpr (keeps_any<Keep>) {
      const auto sum =
          V::add_product(untouched, load<V>(this->second + i, n), V::broadcast(factor));
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
