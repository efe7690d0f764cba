// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_OPS_REQUANTIZE_HPP
#define DROPLET_SRC_OPS_REQUANTIZE_HPP

#include "ops/unary.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

constexpr uint32_t scale_of_one = 0x3F800000;  // the bits of 1.0f

// A scale of at least 1 as multiplier * 2^-shift, and the zero point that it is applied around.
template <class T>
struct Requantization {
  int16_t multiplier;  // 2^14 to 2^15 - 1
  uint8_t shift;       // 0 to 14, of int8 7 to 14
  T zero;
};
template <>
struct Requantization<int32_t> {
  int32_t multiplier;  // 2^23 to 2^24 - 1
  int8_t shift;        // -21 to 23
  int32_t zero;
};

// A float of 15 bits: significand * 2^(exponent - 14).
struct Rounded {
  uint32_t significand, exponent;
};
// From the scale's bits. What the rounding carries out of the significand goes to the exponent
// above it. From 2^8 on all int8 but the zero point saturate, which 2^8 - 2^-7 gives too; from 2^15
// on 2^15 - 1 is taken.
template <class T>
[[gnu::always_inline]] constexpr Rounded rounded_scale(uint32_t scale_bits) {
  constexpr uint32_t most = sizeof(T) == 1 ? 0x437FFE00 : 0x46FFFE00;
  const uint32_t bits = (scale_bits < most ? scale_bits : most) + 256;
  return {(bits >> 9 & 0x3FFF) | 0x4000, (bits >> 23) - 127};
}
template <class T>
[[gnu::always_inline]] constexpr Requantization<T> requantization(uint32_t scale_bits, T zero) {
  const Rounded scale = rounded_scale<T>(scale_bits);
  return {static_cast<int16_t>(scale.significand), static_cast<uint8_t>(14 - scale.exponent), zero};
}
// The float itself, whose significand and exponent they are.
[[gnu::always_inline]] constexpr Requantization<int32_t> requantization(uint32_t scale_bits,
                                                                        int32_t zero) {
  return {static_cast<int32_t>((scale_bits & 0x7FFFFF) | 0x800000),
          static_cast<int8_t>(127 + 23 - static_cast<int>(scale_bits >> 23)), zero};
}

// kept: x's distance from the zero point, scaled, rounded half up and saturated; dropped: the zero
// point. With a scale of 1 kept is x.
template <class T>
struct Requantized : Unary<T> {
  Requantization<T> by;

  static constexpr bool masks_loads = false;
  static constexpr bool drops_to_zero = false;

  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep keep, size_t i, N n) const {
    const auto zeros = V::broadcast(by.zero);
    if constexpr (keeps_any<Keep>) {
      const auto elements = load<V>(this->x + i, n);
      return select<V>(keep, V::requantize(elements, by.multiplier, by.shift, by.zero), zeros);
    } else {
      return zeros;
    }
  }
};

// The same by the scale's bits, which an operation has; kernels make the other of it once.
template <class T>
struct Requantize : Unary<T> {
  uint32_t scale;
  int32_t zero;

  static constexpr bool may_copy = true;
  static constexpr bool masks_loads = false;
  static constexpr bool drops_to_zero = false;

  [[gnu::always_inline]] bool copies(All) const { return scale == scale_of_one; }
  [[gnu::always_inline]] bool copies(None) const { return false; }
  // int16 has no zero point but 0, which takes no register where that is known.
  [[gnu::always_inline]] Requantized<T> prepared() const {
    const T narrowed = sizeof(T) == sizeof(int16_t) ? T{0} : static_cast<T>(zero);
    return {{this->x, this->y}, requantization(scale, narrowed)};
  }
  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep keep, size_t i, N n) const {
    return prepared().template value<V>(keep, i, n);
  }
};

template <class T>
[[gnu::always_inline]] inline Requantized<T> prepared(const Requantize<T>& op) {
  return op.prepared();
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
