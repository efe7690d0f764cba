// SPDX-License-Identifier: MIT
//
// The element types that are computed as floats: what a float becomes as it is stored, and back.
#ifndef DROPLET_TESTS_SUPPORT_ELEMENTS_HPP
#define DROPLET_TESTS_SUPPORT_ELEMENTS_HPP

#include <cmath>
#include <cstdint>
#include <cstring>

#include "droplet/droplet.hpp"
#include "ops.def"

// For TEST_CASE_TEMPLATE.
#define FLOATING_TYPES float, droplet::half, droplet::bfloat16

namespace elements {

template <class... Types>
constexpr std::size_t count = sizeof...(Types);
#define DROPLET_ONE_MORE(T, suffix) +1
static_assert(count<FLOATING_TYPES> == 0 DROPLET_FLOATING_TYPES(DROPLET_ONE_MORE),
              "FLOATING_TYPES are those of ops.def");
#undef DROPLET_ONE_MORE

template <class T>
T rounded(float value);
template <>
inline float rounded(float value) {
  return value;
}

// The nearer neighbour, the even one half way between; infinity from half way beyond the largest.
template <>
inline droplet::bfloat16 rounded(float value) {
  std::uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  if (value != value) return {static_cast<std::uint16_t>(bits >> 16 | 0x40)};
  const std::uint32_t rest = bits % 0x10000, lower = bits / 0x10000;
  const bool up = rest > 0x8000 || (rest == 0x8000 && lower % 2 != 0);
  return {static_cast<std::uint16_t>(up ? lower + 1 : lower)};
}

// In units of the last bit, which is 2^-24 for all below 2^-14.
template <>
inline droplet::half rounded(float value) {
  std::uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  const std::uint32_t sign = bits >> 31 << 15;
  const auto with_sign = [=](std::uint32_t magnitude) {
    return droplet::half{static_cast<std::uint16_t>(sign | magnitude)};
  };
  if (value != value) return with_sign(0x7E00 | (bits >> 13 & 0x1FF));
  const float size = std::fabs(value);
  if (size >= 65520.0f) return with_sign(0x7C00);
  const int exponent = size < 0x1p-14f ? -14 : std::ilogb(size);
  const float units = std::nearbyint(std::ldexp(size, 10 - exponent));
  return with_sign(static_cast<std::uint32_t>((exponent + 14) * 1024) +
                   static_cast<std::uint32_t>(units));
}

inline float number(float element) { return element; }
inline float number(droplet::half element) {
  const int exponent = element.bits >> 10 & 0x1F, significand = element.bits & 0x3FF;
  float size = std::ldexp(static_cast<float>(significand), -24);
  if (exponent == 0x1F) size = significand == 0 ? HUGE_VALF : NAN;
  if (exponent != 0 && exponent != 0x1F) {
    size = std::ldexp(static_cast<float>(significand + 1024), exponent - 25);
  }
  return element.bits >> 15 != 0 ? -size : size;
}
inline float number(droplet::bfloat16 element) {
  const std::uint32_t bits = std::uint32_t{element.bits} << 16;
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

}  // namespace elements

#endif
