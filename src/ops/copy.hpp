// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_OPS_COPY_HPP
#define DROPLET_SRC_OPS_COPY_HPP

#include "ops/unary.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// kept: x, bit for bit, but that half and bfloat16 go through float; dropped: a constant.
template <class T>
struct Copy : Unary<T> {
  Conditional<__is_class(T), float, T> dropped;

  static constexpr bool only_copies = true;
  static constexpr bool may_copy = true;
  static constexpr bool masks_loads = false;
  static constexpr bool drops_to_zero = false;

  [[gnu::always_inline]] bool copies(All) const { return true; }
  [[gnu::always_inline]] bool copies(None) const { return false; }
  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep keep, size_t i, N n) const {
    const auto constants = V::broadcast(dropped);
    if constexpr (keeps_any<Keep>) {
      return select<V>(keep, load<V>(this->x + i, n), constants);
    } else {
      return constants;
    }
  }
};

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
