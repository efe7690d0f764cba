// SPDX-License-Identifier: MIT
//
// What becomes of an element that is kept by a factor, by docs/MASK.md, section 4.
#ifndef DROPLET_TESTS_SUPPORT_KEPT_ELEMENTS_HPP
#define DROPLET_TESTS_SUPPORT_KEPT_ELEMENTS_HPP

#include <type_traits>

#include "elements.hpp"
#include "fixed.hpp"

namespace kept_elements {

template <class T>
T times(float factor, T x, [[maybe_unused]] int zero) {
  if (factor == 1.0f) return x;
  if constexpr (std::is_integral_v<T>) {
    return fixed::kept(fixed::factor_of<T>(factor), x, zero);
  } else {
    return elements::rounded<T>(elements::number(x) * factor);
  }
}

template <class T>
T added(float factor, T residual, T branch, [[maybe_unused]] int zero) {
  if constexpr (std::is_integral_v<T>) {
    return fixed::added(fixed::factor_of<T>(factor), residual, branch, zero);
  } else {
    const float product = elements::number(branch) * factor;
    return elements::rounded<T>(elements::number(residual) + product);
  }
}

}  // namespace kept_elements

#endif
