// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_OPS_UNARY_HPP
#define DROPLET_SRC_OPS_UNARY_HPP

#include "kernel/keep.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// What Ops of one input have in common; src/README.md says what a kernel asks of an Op. Members are
// inlined by force, as ISA files call them: of copies that are emitted, the linker may keep the one
// for AVX-512.
template <class T, class Out = T>
struct Unary {
  const T* x;
  Out* y;

  static constexpr bool may_store_over = true;
  static constexpr bool only_copies = false;
  static constexpr bool may_copy = false;
  static constexpr bool masks_loads = true;
  template <class V>
  static constexpr unsigned width = width_of<V, T>;

  [[gnu::always_inline]] void advance(size_t n) {
    x += n;
    y += n;
  }
  static constexpr unsigned buffers = 2;
  [[gnu::always_inline]] void move(const ptrdiff_t (&by)[buffers]) {
    x += by[0];
    y += by[1];
  }
  [[gnu::always_inline]] const T* input() const { return x; }
  [[gnu::always_inline]] bool in_place() const { return x == y; }
  static constexpr bool drops_to_zero = true;
  template <class Keep>
  [[gnu::always_inline]] bool copies(Keep) const {
    return false;
  }
};

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
