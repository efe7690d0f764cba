// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_OPS_REQUANTIZE_HPP
#define DROPLET_SRC_OPS_REQUANTIZE_HPP

#include "ops/unary.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// A scale of at least 1 as multiplier * 2^-shift, and the zero point that it is applied around.
template <class T>
struct Requantization {
  int16_t multiplier;  // 2^14 to 2^15 - 1
  uint8_t shift;       // 0 to 14, of int8 7 to 14
  T zero;
  [[gnu::always_inline]] bool is_identity() const { return multiplier == 1 << 14 && shift == 14; }
};
template <>
struct Requantization<int32_t> {
  int32_t multiplier;  // 2^23 to 2^24 - 1
  int8_t shift;        // -21 to 23
  int32_t zero;
  [[gnu::always_inline]] bool is_identity() const { return multiplier == 1 << 23 && shift == 23; }
};

// Whether a zero point may be other than 0: a distance of 17 bits times a multiplier of 15 would
// not fit 32. No specialization: Clang 14 gives one external linkage.
template <class T>
constexpr bool has_zero_point = sizeof(T) != sizeof(int16_t);

// From the scale's bits. What the rounding to 15 bits carries out of the significand goes to the
// exponent above it. From 2^8 on all int8 but the zero point saturate, which 2^8 - 2^-7 gives too;
// from 2^15 on 2^15 - 1 is taken.
template <class T>
constexpr Requantization<T> requantization(uint32_t scale_bits, T zero) {
  constexpr unsigned least_shift = sizeof(T) == 1 ? 7 : 0;
  const uint32_t rounded = (scale_bits + 256) >> 9;
  const uint32_t exponent = (rounded >> 14) - 127;
  if (exponent > 14 - least_shift) return {0x7FFF, least_shift, zero};
  return {static_cast<int16_t>((rounded & 0x3FFF) | 0x4000), static_cast<uint8_t>(14 - exponent),
          zero};
}
// The float itself, whose significand and exponent they are.
constexpr Requantization<int32_t> requantization(uint32_t scale_bits, int32_t zero) {
  return {static_cast<int32_t>((scale_bits & 0x7FFFFF) | 0x800000),
          static_cast<int8_t>(127 + 23 - static_cast<int>(scale_bits >> 23)), zero};
}

// kept: x's distance from the zero point, scaled, rounded half up and saturated; dropped: the zero
// point. With a scale of 1 kept is x.
template <class T>
struct Requantize : Unary<T> {
  Requantization<T> to;

  static constexpr bool may_copy = true;
  static constexpr bool masks_loads = false;
  static constexpr bool drops_to_zero = false;

  [[gnu::always_inline]] bool copies(All) const { return to.is_identity(); }
  [[gnu::always_inline]] bool copies(None) const { return false; }
  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep keep, size_t i, N n) const {
    const auto zeros = V::broadcast(to.zero);
    if constexpr (keeps_any<Keep>) {
      const auto elements = load<V>(this->x + i, n);
      return select<V>(keep, V::requantize(elements, to.multiplier, to.shift, to.zero), zeros);
    } else {
      return zeros;
    }
  }
};

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
