// SPDX-License-Identifier: MIT
//
// The traits of a vocabulary, and ops made of other ops. A vocabulary V derives from Defaults<V>
// and states only what differs, so that a new trait changes no ISA's file. src/kernel/limits.hpp
// asserts which traits go together.
#ifndef DROPLET_PLATFORM_DEFAULTS_HPP
#define DROPLET_PLATFORM_DEFAULTS_HPP

#include <stdint.h>

#include "throws_nothing.hpp"

#include "droplet/bfloat16.h"

namespace {

using droplet::bfloat16;

template <class V>
struct Defaults {
  // True where it pays to draw one stripe while the one before is applied. To be measured, not
  // assumed: it costs code, and a core that executes in order gains nothing.
  static constexpr bool overlaps_draws = false;
  // True where the registers hold what drawing needs or what applying needs, but not both: then
  // each is a function of its own, and so is the seeding.
  static constexpr bool draws_by_call = false;
  // Vectors of lanes drawn side by side.
  static constexpr unsigned lane_vectors = 1;
  // True where it takes fewer instructions to compute all elements as if kept, and then to store
  // over those that were not, than to select each. What a dropped element was is lost either way,
  // but its product may raise a floating-point flag.
  static constexpr bool stores_over_dropped = false;

  // For each element type an ISA states load(p) and store(p, a), which convert, and two more where
  // they pay. store_nontemporal(p, a), with p aligned to 16 bytes, stores past the caches, which
  // saves reading the cache line first; end_nontemporal() orders such stores before later ones.
  // load_kept(bits, k, p) loads what is kept and +0 for the rest in one instruction, which leaves
  // the CPU's own prefetcher blind: kernels that use it prefetch by hand.

  // Elements of a vector of int8; 0 where this ISA has no ops on them.
  static constexpr unsigned int8s = 0;

  // Keeps a product rounded: whatever the compiler's flags, it is not fused with the sum that
  // follows (rounded.hpp). An ISA states its own, which names its registers instead of memory.
  template <class F>
  static F rounded(F a) {
    __asm__("" : "+m"(a));
    return a;
  }
  // sum + a * b, the product rounded before it is added.
  template <class F>
  static F add_product(F sum, F a, F b) {
    return V::add(sum, V::rounded(V::multiply(a, b)));
  }
  // x where its bit is 1, else +0.
  template <class Bits, class F>
  static F kept_or_zero(Bits bits, unsigned k, F x) {
    return V::select(bits, k, x, V::broadcast(0.0f));
  }
  // factor * x where its bit is 1, else +0, selected.
  template <class Bits, class F>
  static F scale_kept(Bits bits, unsigned k, F x, F factor) {
    return V::multiply(V::kept_or_zero(bits, k, x), factor);
  }
  // The bits of a, rounded to bfloat16, which their upper halves are then.
  template <class F>
  static auto upper_halves(F a) {
    using Words [[gnu::vector_size(sizeof(F))]] = uint32_t;
    using Signed [[gnu::vector_size(sizeof(F))]] = int32_t;
    const Words bits = __builtin_bit_cast(Words, a);
    const Signed magnitude = __builtin_bit_cast(Signed, bits & 0x7FFFFFFF);
    return magnitude > 0x7F800000 ? bits | 0x400000 : bits + 0x7FFF + (bits >> 16 & 1);
  }
  // The first n elements, 0 < n < floats; no other byte is read or written. The others are +0.
  template <class T>
  static auto load_part(const T* p, unsigned n) {
    T elements[V::floats] = {};
    for (unsigned i = 0; i < n; ++i) elements[i] = p[i];
    return V::load(elements);
  }
  template <class T, class F>
  static void store_part(T* p, F a, unsigned n) {
    T elements[V::floats];
    V::store(elements, a);
    for (unsigned i = 0; i < n; ++i) p[i] = elements[i];
  }
};

}  // namespace

#endif
