// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_OPS_REQUANTIZE_ADD_HPP
#define DROPLET_SRC_OPS_REQUANTIZE_ADD_HPP

#include "ops/binary.hpp"
#include "ops/requantize.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// Add, of integers that share a scale and a zero point: kept is the residual and the branch's
// distance from the zero point, scaled and rounded half up, saturated once.
template <class T>
struct RequantizeAdd : Binary<T> {
  uint32_t scale;  // its bits
  T zero;

  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep keep, size_t i, N n) const {
    const auto untouched = load<V>(this->first + i, n);
    if constexpr (keeps_any<Keep>) {
      const auto to = requantization(scale, zero);
      const auto sum =
          V::requantize_add(untouched, load<V>(this->second + i, n), to.multiplier, to.shift, zero);
      return select<V>(keep, sum, untouched);
    } else {
      return untouched;
    }
  }
};

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
