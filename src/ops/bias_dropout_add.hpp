// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_OPS_BIAS_DROPOUT_ADD_HPP
#define DROPLET_SRC_OPS_BIAS_DROPOUT_ADD_HPP

#include "ops/unary.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// kept: residual + factor * (x + bias), rounded three times, dropped: residual + 0. What is not
// added points to x, so that every pointer may be stepped.
template <class T>
struct BiasDropoutAdd {
  const T *x, *bias, *residual;
  T* y;
  float factor;
  bool adds_bias, adds_residual;

  static constexpr bool may_store_over = false;
  static constexpr bool masks_loads = false;
  template <class V>
  static constexpr unsigned width = width_of<V, T>;

  [[gnu::always_inline]] void advance(size_t n) {
    x += n;
    bias += n;
    residual += n;
    y += n;
  }
  static constexpr unsigned buffers = 4;
  [[gnu::always_inline]] void move(const ptrdiff_t (&by)[buffers]) {
    x += by[0];
    bias += by[1];
    residual += by[2];
    y += by[3];
  }
  [[gnu::always_inline]] const T* input() const { return x; }
  static constexpr bool drops_to_zero = false;
  [[gnu::always_inline]] bool copies(All) const {
    return !adds_bias && !adds_residual && factor == 1.0f;
  }
  [[gnu::always_inline]] bool copies(None) const { return false; }
  // Each step is hidden from the next: a compiler's flags may let it fuse or distribute them.
  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep keep, size_t i, N n) const {
    auto sum = load<V>(x + i, n);
    if (adds_bias) sum = V::rounded(V::add(sum, load<V>(bias + i, n)));
    sum = scale_kept<V>(keep, sum, V::broadcast(factor));
    if (adds_residual) sum = V::add(load<V>(residual + i, n), V::rounded(sum));
    return sum;
  }
};

// Adds x to floats.
template <class T>
struct Accumulate : Unary<T, float> {
  static constexpr bool may_store_over = false;
  static constexpr bool masks_loads = false;
  static constexpr bool drops_to_zero = false;

  [[gnu::always_inline]] const float* input() const { return this->y; }
  template <class Keep>
  [[gnu::always_inline]] bool copies(Keep) const {
    return !keeps_any<Keep>;
  }
  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep keep, size_t i, N n) const {
    const auto before = load<V>(this->y + i, n);
    return select<V>(keep, V::add(before, load<V>(this->x + i, n)), before);
  }
};

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
