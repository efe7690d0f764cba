// SPDX-License-Identifier: MIT
//
// The element types that are computed as floats: what a float becomes as it is stored, and back.
#ifndef DROPLET_TESTS_SUPPORT_ELEMENTS_HPP
#define DROPLET_TESTS_SUPPORT_ELEMENTS_HPP

#include <cstdint>
#include <cstring>

#include "droplet/droplet.hpp"

// For TEST_CASE_TEMPLATE.
#define FLOATING_TYPES float, droplet::bfloat16
#define INTEGER_TYPES std::int8_t, std::int16_t

namespace elements {

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

inline float number(float element) { return element; }
inline float number(droplet::bfloat16 element) {
  const std::uint32_t bits = std::uint32_t{element.bits} << 16;
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

}  // namespace elements

#endif
