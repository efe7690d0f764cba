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
#define NARROW_INTEGER_TYPES std::int8_t, std::int16_t
#define INTEGER_TYPES NARROW_INTEGER_TYPES, std::int32_t

namespace elements {

template <class... Types>
constexpr std::size_t count = sizeof...(Types);
#define DROPLET_ONE_MORE(T, suffix) +1
static_assert(count<FLOATING_TYPES> == 0 DROPLET_FLOATING_TYPES(DROPLET_ONE_MORE) &&
                  count<INTEGER_TYPES> == 0 DROPLET_INTEGER_TYPES(DROPLET_ONE_MORE) &&
                  count<NARROW_INTEGER_TYPES> == 0 DROPLET_NARROW_INTEGER_TYPES(DROPLET_ONE_MORE),
              "the lists of types are those of ops.def");
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

// The same, but below 2^-14, where the last bit is 2^-24.
template <>
inline droplet::half rounded(float value) {
  std::uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  const std::uint32_t sign = bits >> 31 << 15, rest = bits % 0x2000;
  const std::uint32_t lower = bits % 0x80000000 / 0x2000;
  const float size = std::fabs(value);
  std::uint32_t magnitude = lower - 112 * 1024;
  if (value != value) {
    magnitude = 0x7E00 | lower % 0x200;
  } else if (size >= 65520.0f) {
    magnitude = 0x7C00;
  } else if (size < 0x1p-14f) {
    magnitude = static_cast<std::uint32_t>(std::nearbyint(size * 0x1p24f));
  } else if (rest > 0x1000 || (rest == 0x1000 && lower % 2 != 0)) {
    ++magnitude;
  }
  return {static_cast<std::uint16_t>(sign | magnitude)};
}

inline float number(float element) { return element; }
inline float number(droplet::half element) {
  const std::uint32_t magnitude = element.bits % 0x8000u, exponent = magnitude / 0x400;
  float size = static_cast<float>(magnitude) * 0x1p-24f;
  if (exponent != 0) {
    const std::uint32_t bits = magnitude * 0x2000 + (exponent == 31 ? 0x70000000 : 0x38000000);
    std::memcpy(&size, &bits, sizeof size);
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
