// SPDX-License-Identifier: MIT
//
// The specification's ops on integers.
#ifndef DROPLET_SRC_MASK_SCALAR_INTEGERS_HPP
#define DROPLET_SRC_MASK_SCALAR_INTEGERS_HPP

#include <stdint.h>

#include "droplet/api.h"

namespace {

struct ScalarIntegers {
  // Vectors of integers, here in a register's width.
  template <class T>
  static constexpr unsigned integers = 1;  // elements a vector
  using I = int32_t;
  static I load(const int8_t* p) { return *p; }
  static void store(int8_t* p, I a) { *p = static_cast<int8_t>(a); }
  static I load(const int16_t* p) { return *p; }
  static void store(int16_t* p, I a) { *p = static_cast<int16_t>(a); }
  static I load(const int32_t* p) { return *p; }
  static void store(int32_t* p, I a) { *p = a; }
  template <class T>
  static I broadcast(T a) {
    return a;
  }
  DROPLET_WRAPS_ static I select(uint32_t bits, unsigned k, I kept, I dropped) {
    // The bit as a sign: on Cortex-M0+ an instruction less than to compare it with 0.
    return static_cast<int32_t>(bits << (31 - k)) < 0 ? kept : dropped;
  }
  // zero + (((x - zero) * multiplier + 2^(shift - 1)) >> shift), saturated. All but x and shift is
  // one constant: the zero point is a multiple of 2^shift before it is shifted.
  template <class T>
  static I requantize(I x, int16_t multiplier, uint8_t shift, T zero) {
    const I addend = zero * ((1 << shift) - multiplier) + (1 << shift >> 1);
    return saturated<T>((x * multiplier + addend) >> shift);
  }
  // a + ((b - zero) * multiplier + 2^(shift - 1)) >> shift, saturated.
  template <class T>
  static I requantize_add(I a, I b, int16_t multiplier, uint8_t shift, T zero) {
    const I addend = (1 << shift >> 1) - zero * multiplier;
    return saturated<T>(a + ((b * multiplier + addend) >> shift));
  }
  template <class T>
  static I saturated(I a) {
#if defined(__ARM_FEATURE_SAT)
    I result;
    __asm__("ssat %0, %1, %2" : "=r"(result) : "I"(8 * sizeof(T)), "r"(a));
    return result;
#else
    if (a == static_cast<T>(a)) return a;
    return a >> 31 ^ static_cast<I>(UINT32_MAX >> (33 - 8 * sizeof(T)));
#endif
  }
  // The same in 64 bits, shifted by halves, as Cortex-M has no such shift. A scale with a shift
  // below 0 is 2^24 or more: what is farther than 2^15 saturates.
  DROPLET_WRAPS_ static I requantize(I x, int32_t multiplier, int8_t shift, int32_t zero) {
    int64_t d = int64_t{x} - zero;
    if (shift < 0) {
      if (d != static_cast<int16_t>(d)) return static_cast<I>(d >> 63) ^ INT32_MAX;
      d *= 1 << -shift;
      shift = 0;
    }
    const int64_t product = d * multiplier + (1 << shift >> 1);
    const auto high = static_cast<I>(product >> 32);
    const uint32_t low =
        static_cast<uint32_t>(high) << 1 << (31 - shift) | static_cast<uint32_t>(product) >> shift;
    const int64_t scaled = (int64_t{high >> shift} * 0x100000000 | low) + zero;
    if (scaled == static_cast<I>(scaled)) return static_cast<I>(scaled);
    return static_cast<I>(scaled >> 63) ^ INT32_MAX;
  }
  // The same of a vector's elements, one by one: for scales of 2^24 and more, which are so rare
  // that no kernel of vectors holds code for them.
  template <class Vector>
  [[gnu::noinline]] static Vector each_requantized(Vector x, int32_t multiplier, int8_t shift,
                                                   int32_t zero) {
    for (unsigned i = 0; i < sizeof x / sizeof x[0]; ++i)
      x[i] = requantize(x[i], multiplier, shift, zero);
    return x;
  }
};

}  // namespace

#endif
