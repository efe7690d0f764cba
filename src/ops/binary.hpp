// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_OPS_BINARY_HPP
#define DROPLET_SRC_OPS_BINARY_HPP

#include "kernel/keep.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// What Ops of two inputs have in common, as Unary is of one.
template <class T>
struct Binary {
  const T *first, *second;
  T* y;

  static constexpr bool may_store_over = false;
  static constexpr bool masks_loads = false;
  template <class V>
  static constexpr unsigned width = width_of<V, T>;

  [[gnu::always_inline]] void advance(size_t n) {
    first += n;
    second += n;
    y += n;
  }
  static constexpr unsigned buffers = 3;
  [[gnu::always_inline]] void move(const ptrdiff_t (&by)[buffers]) {
    first += by[0];
    second += by[1];
    y += by[2];
  }
  [[gnu::always_inline]] const T* input() const { return first; }
  [[gnu::always_inline]] bool in_place() const { return first == y || second == y; }
  // Dropped is first, where an Op does not say otherwise.
  static constexpr bool drops_to_zero = false;
  [[gnu::always_inline]] bool copies(All) const { return false; }
  [[gnu::always_inline]] bool copies(None) const { return true; }
};

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
