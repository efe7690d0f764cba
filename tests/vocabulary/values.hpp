// SPDX-License-Identifier: MIT
//
// Floats on which machines differ, as bits: what passes through a float's own arithmetic may
// change.
#ifndef DROPLET_TESTS_VOCABULARY_VALUES_HPP
#define DROPLET_TESTS_VOCABULARY_VALUES_HPP

#include <stdint.h>
#include <string.h>

#include <type_traits>

#include "mask/scalar.hpp"
#include "ops.def"
#include "place.hpp"

namespace {

// Zeros, infinities, quiet and signalling NaNs, the edges of the subnormals and of the normals, and
// what must be rounded.
constexpr uint32_t floats[] = {
    0,          0x80000000, 0x7F800000, 0xFF800000, 0x7FC00000, 0xFFC12345, 0x7FA00001,
    0xFF800001, 0x00000001, 0x80000001, 0x007FFFFF, 0x807FFFFF, 0x00800000, 0x80800001,
    0x00FFFFFF, 0x7F7FFFFF, 0xFF7FFFFF, 0x3F800000, 0xBF800001, 0x3FC00000, 0x3F000000,
    0x33800000, 0x3F800800, 0xBF801000, 0x73000000, 0x5E9A3B71,
};
constexpr unsigned float_count = sizeof floats / sizeof floats[0];
constexpr uint32_t float_bits(unsigned i) { return floats[i % float_count]; }

// The vectors of ARMv7 and Helium take subnormals for zeros, and give zeros for results that are
// subnormal before they are rounded.
template <class V>
#if (defined(__ARM_NEON) && !defined(__aarch64__)) || \
    (defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 2))
constexpr bool flushes = !__is_base_of(Scalar, V);
#else
constexpr bool flushes = false;
#endif
// Helium's conversions give one NaN, whatever its payload was.
template <class V, class T>
#if defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 2)
constexpr bool converts_to_one_nan = !__is_base_of(Scalar, V) && std::is_same_v<T, half>;
#else
constexpr bool converts_to_one_nan = false;
#endif
inline float flushed(double v) {
  if (__builtin_fabs(v) < 0x1p-126) return __builtin_copysignf(0.0f, static_cast<float>(v));
  return static_cast<float>(v);
}

template <class T>
using BitsOf = std::conditional_t<sizeof(T) == sizeof(float), uint32_t,
                                  std::conditional_t<sizeof(T) == 1, uint8_t, uint16_t>>;
inline bool is_nan(uint32_t bits) { return bits << 1 > 0xFF000000; }
inline float float_of(uint32_t bits) {
  float v;
  memcpy(&v, &bits, sizeof v);
  return v;
}
template <class T>
inline BitsOf<T> bits_of(const T* p) {
  BitsOf<T> bits;
  memcpy(&bits, p, sizeof bits);
  return bits;
}
template <class T>
constexpr const char* name_of = "";
#define DROPLET_NAME(T, suffix) \
  template <>                   \
  constexpr const char* name_of<T> = #T;
DROPLET_FLOATING_TYPES(DROPLET_NAME)
DROPLET_INTEGER_TYPES(DROPLET_NAME)
#undef DROPLET_NAME

// The same floats as a T, which all but signalling NaNs may pass through; any bytes as int8.
template <class T>
constexpr BitsOf<T> element_bits(unsigned i) {
  if (sizeof(T) == 1) return static_cast<BitsOf<T>>(i - 77);
  const uint32_t bits = float_bits(i);
  if (sizeof(T) == sizeof(float)) return static_cast<BitsOf<T>>(bits);
  return static_cast<BitsOf<T>>(bits >> 16 | (bits << 1 > 0xFF000000 ? 0x40 : 0));
}
// Their upper halves as they are; of NaNs the one that every machine gives.
template <>
constexpr uint16_t element_bits<half>(unsigned i) {
  const auto bits = static_cast<uint16_t>(float_bits(i) >> 16);
  return (bits & 0x7FFF) > 0x7C00 ? uint16_t{0x7E00} : bits;
}
// Clang takes twice the time over loops that it inlines into each check. Where there is no room for
// inlined ones the machine is emulated, and it is the calls that take time.
#if defined(__clang__) && !defined(__OPTIMIZE_SIZE__)
#define DROPLET_LANES [[gnu::noinline]]
#else
#define DROPLET_LANES
#endif
// n elements at p, whose bits are value(lane).
template <class T, class Value>
DROPLET_LANES inline void fill(T* p, unsigned n, Value value) {
  for (unsigned l = 0; l < n; ++l) {
    const auto bits = static_cast<BitsOf<T>>(value(l));
    memcpy(p + l, &bits, sizeof bits);
  }
  __asm__ volatile("" ::: "memory");  // they are not known when this is compiled
}
template <class T, class Value>
DROPLET_LANES inline void expect_bits(const T* p, unsigned n, Value value_of) {
  for (unsigned l = 0; l < n; ++l) {
    const auto want = static_cast<BitsOf<T>>(value_of(l));
    if (bits_of(p + l) != want) vocabulary::wrong(l, bits_of(p + l), want);
  }
}
#undef DROPLET_LANES

}  // namespace

#endif
