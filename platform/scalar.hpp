// SPDX-License-Identifier: MIT
//
// The specification of the vocabulary: what every word means, one lane at a time.
#ifndef DROPLET_PLATFORM_SCALAR_HPP
#define DROPLET_PLATFORM_SCALAR_HPP

#include <stdint.h>

#include "rounded.hpp"

namespace {

struct Scalar {
  // True where drawing one row while the one before is applied pays. Measured, not assumed: it
  // costs code, and a core that executes in order gains nothing.
  static constexpr bool out_of_order = false;
  // True where the registers hold what drawing needs or what applying needs, but not both: then
  // each is a function of its own, and so is the seeding.
  static constexpr bool few_registers = true;

  // Vectors of 64-bit unsigned lanes.
  static constexpr unsigned words = 1;  // lanes a vector
  static constexpr unsigned in_flight =
      1;  // vectors drawn side by side; in_flight * words divides 8
  using U = uint64_t;
  static U load(const uint64_t* p) { return *p; }
  static void store(uint64_t* p, U a) { *p = a; }
  static U broadcast(uint64_t a) { return a; }
  static U add(U a, U b) { return a + b; }
  static U multiply(U a, uint64_t b) { return a * b; }
  static U bit_and(U a, U b) { return a & b; }
  static U bit_or(U a, U b) { return a | b; }
  static U bit_xor(U a, U b) { return a ^ b; }
  template <int n>
  static U shift_left(U a) {
    return a << n;
  }
  template <int n>
  static U shift_right(U a) {
    return a >> n;
  }
  static U swap_halves(U a) { return a << 32 | a >> 32; }
  // All ones where the high 32 bits of a are below those of b, else zero.
  static U high_below(U a, U b) { return (a >> 32) < (b >> 32) ? ~U{0} : 0; }

  // True where it takes fewer instructions to compute all elements as if kept, and then to store
  // over those that were not, than to select each. What a dropped element was is lost either way,
  // but its product may raise a floating-point flag.
#if defined(__ARM_FP) && !defined(__aarch64__)
  static constexpr bool overwrites = true;
#else
  static constexpr bool overwrites = false;
#endif

  // True where store_nontemporal(p, a), p aligned to 16 bytes, stores past the caches, so that what
  // it overwrites is not read first, and end_nontemporal() has that seen before what follows.
  static constexpr bool nontemporal = false;

  // Vectors of float lanes, and 32 bits of a mask made ready to choose among lanes.
  static constexpr unsigned floats = 1;  // lanes a vector, divides 32
  using F = float;
  using Bits = uint32_t;
  static F load(const float* p) { return *p; }
  static void store(float* p, F a) { *p = a; }
  static F broadcast(float a) { return a; }
  static F add(F a, F b) { return a + b; }
  static F multiply(F a, F b) { return a * b; }
  // a, a product that is added next: rounded now, whatever the compiler's flags.
  static F rounded(F a) { return ::rounded(a); }
  static Bits bits(uint32_t mask) { return mask; }
  // Lane i is p[i] where bit k + i of the mask is 1, else +0; k is a multiple of `floats`.
  static F load_kept(Bits mask, unsigned k, const float* p) { return select(mask, k, *p, 0.0f); }
  static F select(Bits mask, unsigned k, F kept, F dropped) {
    return (mask >> k & 1) != 0 ? kept : dropped;
  }
  // The first n lanes, 0 < n < floats; no other byte is read or written.
  static F load_part(const float* p, unsigned) { return *p; }
  static void store_part(float* p, F a, unsigned) { *p = a; }
};

}  // namespace

#endif
