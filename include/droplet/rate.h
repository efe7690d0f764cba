// SPDX-License-Identifier: MIT
//
// A drop probability, in C and in C++, and its initializer.
#ifndef DROPLET_RATE_H
#define DROPLET_RATE_H

#include <stdbool.h>
#include <stdint.h>

#include "droplet/api.h"
#include "droplet/version.h"

// Wider evaluation would change constant probabilities, and sums. (With -ffast-math Clang says -1,
// unknown, but evaluates nothing in a wider type; GCC with -mfpmath=both does.)
#if (__FLT_EVAL_METHOD__ != 0 && __FLT_EVAL_METHOD__ != 16 && \
     !(__FLT_EVAL_METHOD__ == -1 && defined(__clang__))) ||   \
    (defined(__i386__) && !defined(__SSE2_MATH__))
DROPLET_ASSERT_(0,
                "Droplet needs arithmetic in the precision of its type (FLT_EVAL_METHOD 0): "
                "on x86 compile with -msse2 -mfpmath=sse");
#endif
DROPLET_ASSERT_(sizeof(1.0) == sizeof(double),
                "Droplet needs double constants: compile without -fsingle-precision-constant");
DROPLET_ASSERT_(__DBL_MANT_DIG__ == 53,
                "Droplet needs doubles of 53 bits: compile with "
                "-mdouble=64 (AVR) or -m64bit-doubles (RX)");

/// A drop probability, validated and rounded to a multiple of 2^-44 once. All zero is not valid.
typedef struct droplet_rate_t {
  uint32_t fraction;  ///< f: the keep probability's low 32 of 44 bits
  uint16_t digits;    ///< T: its high 12 bits; 4096: keep everything
  uint8_t format;     ///< DROPLET_MASK_FORMAT
  uint8_t reserved;   ///< 0
  float scale;        ///< what kept elements are multiplied by: 1 / keep, or 0 where keep is 0
} droplet_rate_t;

DROPLET_BEGIN_C_

/// A rate computed at run time, by integers alone, whatever the compiler's flags. Not valid where
/// the probability is outside [0, 1] or NaN: operations refuse it as `bad_probability`. Keep it in
/// the layer: it costs as much as dropout of some dozens of elements (docs/SIZES.md).
DROPLET_API droplet_rate_t droplet_rate(double drop_probability) DROPLET_NOEXCEPT_;
/// The nearest rate that costs at most `draws` draws for 64 elements, 1 to 12, where others cost up
/// to 13: the keep probability is rounded, half to even, to a multiple of 2^-draws. It becomes 0 or
/// 1 only for a drop probability of 1 or 0. 0.125 costs 3 draws, 0.1 costs 13, and 0.1 of 4 draws
/// is 0.125. Not valid for other numbers of draws, or where droplet_rate is not.
DROPLET_API droplet_rate_t droplet_rate_of_draws(double drop_probability,
                                                 uint32_t draws) DROPLET_NOEXCEPT_;
/// Whether an operation takes it. A null pointer is not valid.
DROPLET_API bool droplet_rate_valid(const droplet_rate_t* rate) DROPLET_NOEXCEPT_;
/// The keep probability as it is drawn; 0 for a null pointer.
DROPLET_API double droplet_rate_keep(const droplet_rate_t* rate) DROPLET_NOEXCEPT_;
/// The quantisation scale of a tensor of integers after unscaled dropout, from the one before:
/// times the rate's scale, and the same where all is dropped. In inference, where nothing is, the
/// scale stays what it is. A power of 2 stays one where keep is one: 0.5, or
/// droplet_rate_of_draws(0.75, 2). Only elements change by it: an int32 bias in units of this scale
/// times a weight's must be requantised as well. The scale itself for a null pointer.
DROPLET_API float droplet_rate_tensor_scale(const droplet_rate_t* rate,
                                            float scale) DROPLET_NOEXCEPT_;

DROPLET_END_C_

/// An initializer. It takes a constant from 0 to 1, and refuses anything else at compile time; what
/// is known only at run time goes to droplet_rate(p). It costs no code on the device.
#define DROPLET_RATE(p) DROPLET_CONSTANT_RATE_(p)

#if defined(__cplusplus)
#define DROPLET_CONSTANT_RATE_(p)                                \
  (::droplet::detail::DROPLET_RATE_takes_a_constant_from_0_to_1< \
      ::droplet::detail::units_or_too_many(DROPLET_CAST_(double, p))>::value)

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

constexpr uint64_t keep_everything = uint64_t{1} << 44;

constexpr uint64_t half_to_even(uint64_t value, unsigned shift) noexcept {
  const uint64_t whole = value >> shift, rest = value - (whole << shift);
  const uint64_t half = uint64_t{1} << (shift - 1);
  return whole + (rest > half || (rest == half && whole % 2 != 0) ? 1 : 0);
}
// 1 - p in units of 2^-53, rounded as the subtraction of doubles rounds, from the bits of p, which
// is from 0 to 1.
constexpr uint64_t one_minus(uint64_t p) noexcept {
  constexpr uint64_t one = uint64_t{1} << 53, significand = one / 2;
  const auto exponent = static_cast<unsigned>(p >> 52);
  if (exponent == 1023) return 0;
  p = exponent != 0 ? p % significand + significand : p;
  const unsigned shift = 1022 - (exponent != 0 ? exponent : 1);
  if (shift == 0 || p == 0) return one - p;
  return shift <= 53 ? one - half_to_even(p, shift) : one;
}
constexpr bool is_probability(uint64_t bits) noexcept {
  return bits <= __builtin_bit_cast(uint64_t, 1.0);
}
constexpr uint64_t bits_of(double p) noexcept {
  const auto bits = __builtin_bit_cast(uint64_t, p);
  return bits == __builtin_bit_cast(uint64_t, -0.0) ? 0 : bits;
}

constexpr uint64_t units_of(uint64_t p) noexcept { return half_to_even(one_minus(p), 53 - 44); }
constexpr uint64_t units_or_too_many(double p) noexcept {
  return is_probability(bits_of(p)) ? units_of(bits_of(p)) : ~uint64_t{0};
}
// In `draws` digits; as few units as none, and all, only where p is 1, or 0.
constexpr uint64_t units_of_draws(uint64_t p, unsigned draws) noexcept {
  const uint64_t all = uint64_t{1} << draws;
  uint64_t units = half_to_even(one_minus(p), 53 - draws);
  if (units == 0 && p != __builtin_bit_cast(uint64_t, 1.0)) units = 1;
  if (units == all && p != 0) units = all - 1;
  return units << (44 - draws);
}

// The bits of a / b as a float, rounded to 53 bits and then to 24, half to even. a and b are at
// most 2^44, and a is from b to below 2 b once b is shifted. By integers, as flags (-mrecip,
// -mlow-precision-div) let a compiler estimate quotients.
constexpr uint32_t quotient_bits(uint64_t a, uint64_t b, uint32_t shift) noexcept {
  b <<= shift;
  uint64_t rest = a - b;
  uint32_t significand = 1;
  for (int bit = 0; bit < 23; ++bit) {
    rest <<= 1;
    significand = significand << 1 | (rest >= b ? 1 : 0);
    if (rest >= b) rest -= b;
  }
  // What is within half a unit of the 53rd bit of a tie becomes one by the first rounding.
  const uint64_t twice = 2 * rest, apart = twice > b ? twice - b : b - twice;
  const bool tie = apart <= b >> 29;
  significand += (tie ? significand % 2 != 0 : twice > b) ? 1 : 0;
  return ((127 + shift) << 23) + significand - (1u << 23);
}
// 2^44 / units.
constexpr float scale_of(uint64_t units) noexcept {
  if (units == 0) return 0.0f;
  const auto shift = static_cast<uint32_t>(__builtin_clzll(2 * units - 1)) - 19;
  return __builtin_bit_cast(float, quotient_bits(keep_everything, units, shift));
}
constexpr droplet_rate_t rate_of(uint64_t units) noexcept {
  return {static_cast<uint32_t>(units), static_cast<uint16_t>(units >> 32), DROPLET_MASK_FORMAT, 0,
          scale_of(units)};
}
constexpr uint64_t keep_units(const droplet_rate_t& rate) noexcept {
  return uint64_t{rate.digits} << 32 | rate.fraction;
}
constexpr bool has_keep(const droplet_rate_t& rate) noexcept {
  return rate.digits + (rate.fraction != 0 ? 1u : 0u) <= keep_everything >> 32;
}
// The scale's bits are compared, as a compiler may assume that no float is NaN.
constexpr bool has_scale(const droplet_rate_t& rate) noexcept {
  const auto bits = __builtin_bit_cast(uint32_t, rate.scale);
  constexpr uint32_t one = 0x3F800000, greatest = 0x55800000;  // 2^44
  return (one <= bits && bits <= greatest) || (bits | rate.digits | rate.fraction) == 0;
}
constexpr bool is_valid(const droplet_rate_t& rate) noexcept {
  return rate.format == DROPLET_MASK_FORMAT && rate.reserved == 0 && has_keep(rate) &&
         has_scale(rate);
}

template <uint64_t units>
struct DROPLET_RATE_takes_a_constant_from_0_to_1 {
  static_assert(units <= keep_everything, "the drop probability must be between 0 and 1");
  static constexpr droplet_rate_t value = rate_of(units);
};

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop
#else
// The keep probability in units of 2^-44, rounded half to even.
#define DROPLET_UNITS_(p) ((1.0 - DROPLET_CAST_(double, p)) * 0x1p44)
#define DROPLET_WHOLE_(p) DROPLET_CAST_(uint64_t, DROPLET_UNITS_(p))
#define DROPLET_REST_(p) (DROPLET_UNITS_(p) - DROPLET_CAST_(double, DROPLET_WHOLE_(p)))
#define DROPLET_KEEP_UNITS_(p) \
  (DROPLET_WHOLE_(p) +         \
   (DROPLET_REST_(p) > 0.5 || (DROPLET_REST_(p) >= 0.5 && DROPLET_WHOLE_(p) % 2 != 0) ? 1 : 0))
#define DROPLET_IS_PROBABILITY_(p) \
  (DROPLET_CAST_(double, p) >= 0.0 && DROPLET_CAST_(double, p) <= 1.0)

#define DROPLET_SCALE_(keep_units) \
  ((keep_units) == 0 ? 0.0f : (float)(0x1p44 / (double)(keep_units)))
// A bit-field's width must be a constant, and not negative.
#define DROPLET_IS_CONSTANT_(p) (__builtin_constant_p((double)(p)) && DROPLET_IS_PROBABILITY_(p))
#define DROPLET_ONLY_CONSTANTS_(p)                                                               \
  (__extension__(0 * sizeof(struct {                                                             \
                   int DROPLET_RATE_takes_a_constant_from_0_to_1 : DROPLET_IS_CONSTANT_(p) ? 1   \
                                                                                           : -1; \
                 })))
#define DROPLET_CONSTANT_RATE_(p)                                         \
  {                                                                       \
    (uint32_t)(DROPLET_KEEP_UNITS_(p) + DROPLET_ONLY_CONSTANTS_(p)),      \
        (uint16_t)(DROPLET_KEEP_UNITS_(p) >> 32), DROPLET_MASK_FORMAT, 0, \
        DROPLET_SCALE_(DROPLET_KEEP_UNITS_(p))                            \
  }
#endif

#endif
