// SPDX-License-Identifier: MIT
//
// The traits of a vocabulary, and ops made of other ops. A vocabulary V derives from Defaults<V>
// and states only what differs, so that a new trait changes no ISA's file. src/kernel/limits.hpp
// asserts which traits go together.
#ifndef DROPLET_PLATFORM_DEFAULTS_HPP
#define DROPLET_PLATFORM_DEFAULTS_HPP

#include <stdint.h>

#include "kernel/keep.hpp"
#include "types.hpp"

namespace {

template <class V>
struct Defaults {
  // True where it pays to draw one stripe while the one before is applied. To be measured, not
  // assumed: it costs code, and a core that executes in order gains nothing.
  static constexpr bool overlaps_draws = false;
  // True where floats on their way past the caches are to be prefetched by hand, though their loads
  // are whole: to be measured, too.
  static constexpr bool prefetches_past_caches = false;
  // True where the registers hold what drawing needs or what applying needs, but not both: then
  // each is a function of its own, and so is the seeding.
  static constexpr bool draws_by_call = false;
  // True where half is converted by a score of integer instructions: kernels hold them once, as to
  // have several vectors on the way gains nothing.
  static constexpr bool converts_by_integers = false;
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

  // Elements of a vector of integers; 0 where this ISA has no ops on them.
  template <class T>
  static constexpr unsigned integers = 0;

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
  // x, but +0 where x <= 0; a, but +0 where y <= 0. By bits, as src/mask/scalar.hpp explains.
  template <class F>
  static F relu(F x) {
    using Signed [[gnu::vector_size(sizeof(F))]] = int32_t;
    const Signed bits = __builtin_bit_cast(Signed, x);
    return __builtin_bit_cast(F, (bits > INT32_MIN + 0x7F800000) & bits);
  }
  template <class F>
  static F relu_gradient(F y, F a) {
    using Signed [[gnu::vector_size(sizeof(F))]] = int32_t;
    const Signed bits = __builtin_bit_cast(Signed, y);
    const Signed positive = (bits > INT32_MIN + 0x7F800000) & (bits != 0);
    return __builtin_bit_cast(F, positive & __builtin_bit_cast(Signed, a));
  }
  // The bits of a, rounded to bfloat16, which their upper halves are then.
  template <class F>
  static auto upper_halves(F a) {
    using Unsigned [[gnu::vector_size(sizeof(F))]] = uint32_t;
    using Signed [[gnu::vector_size(sizeof(F))]] = int32_t;
    const Unsigned bits = __builtin_bit_cast(Unsigned, a);
    const Signed magnitude = __builtin_bit_cast(Signed, bits & 0x7FFFFFFF);
    return magnitude > 0x7F800000 ? bits | 0x400000 : bits + 0x7FFF + (bits >> 16 & 1);
  }
  // a rounded to half, whose bits are the lower halves: for vectors without an instruction for it.
  template <class F>
  static auto half_bits(F a) {
    using Unsigned [[gnu::vector_size(sizeof(F))]] = uint32_t;
    const Unsigned bits = __builtin_bit_cast(Unsigned, a), magnitude = bits & 0x7FFFFFFF;
    // A half below the least normal, 2^-14, counts in units of 2^-24, as does a float in 1/2 to 1.
    const F moved = V::add(__builtin_bit_cast(F, magnitude), V::broadcast(0.5f));
    const Unsigned subnormal = __builtin_bit_cast(Unsigned, moved) - 0x3F000000;
    const Unsigned normal = (magnitude - 0x38000000 + 0xFFF + (magnitude >> 13 & 1)) >> 13;
    // GCC 12.2 ends with an internal error at Unsigned{} + 0x7C00.
    const Unsigned infinity = (bits & 0) + 0x7C00, nan = 0x7E00 | (magnitude >> 13 & 0x1FF);
    // Signed comparisons, which every ISA has.
    using Signed [[gnu::vector_size(sizeof(F))]] = int32_t;
    const Signed size = __builtin_bit_cast(Signed, magnitude);
    const Unsigned finite = size < 0x38800000 ? subnormal : normal;
    const Unsigned large = size > 0x7F800000 ? nan : infinity;
    return (size < 0x47800000 ? finite : large) | (bits >> 16 & 0x8000);
  }
  // The halves whose bits are the lower halves of words, the upper being 0.
  template <class F, class W>
  static F widened_halves(W words) {
    using Unsigned [[gnu::vector_size(sizeof(F))]] = uint32_t;
    using Signed [[gnu::vector_size(sizeof(F))]] = int32_t;
    const Unsigned bits = __builtin_bit_cast(Unsigned, words), magnitude = (bits & 0x7FFF) << 13;
    const Signed size = __builtin_bit_cast(Signed, magnitude);
    // A subnormal with 2^-14 for its first bit, less that: no float on the way is subnormal.
    const F moved = V::add(__builtin_bit_cast(F, magnitude + 0x38800000), V::broadcast(-0x1p-14f));
    const Unsigned special = magnitude + 0x70000000;
    const Unsigned quiet = size > 0x0F800000 ? special | 0x400000 : special;
    const Unsigned large = size < 0x0F800000 ? magnitude + 0x38000000 : quiet;
    const Unsigned subnormal = __builtin_bit_cast(Unsigned, moved);
    const Unsigned widened = size < 0x00800000 ? subnormal : large;
    return __builtin_bit_cast(F, widened | (bits & 0x8000) << 16);
  }
  // The first n elements of a vector, but not all; no other byte is read or written. The others are
  // +0.
  template <class T>
  static auto load_part(const T* p, unsigned n) {
    T elements[droplet::detail::width_of<V, T>] = {};
    for (unsigned i = 0; i < n; ++i) {
      elements[i] = p[i];
      __asm__("" : "+r"(i));  // or GCC 12 vectorizes it, and warns of what that writes after n
    }
    return V::load(elements);
  }
  template <class T, class F>
  static void store_part(T* p, F a, unsigned n) {
    T elements[droplet::detail::width_of<V, T>];
    V::store(elements, a);
    for (unsigned i = 0; i < n; ++i) p[i] = elements[i];
  }
};

}  // namespace

#endif
