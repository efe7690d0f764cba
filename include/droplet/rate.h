/* SPDX-License-Identifier: MIT
 *
 * A drop probability, in C and in C++, and its initializer; droplet.h includes it. */
#ifndef DROPLET_RATE_H
#define DROPLET_RATE_H

#include <stdint.h>

#include "droplet/version.h"

#if defined(__cplusplus)
#define DROPLET_CAST_(type, value) static_cast<type>(value)
#define DROPLET_ASSERT_ static_assert
#else
#define DROPLET_CAST_(type, value) ((type)(value))
#define DROPLET_ASSERT_ _Static_assert
#endif

/* Wider evaluation would change constant probabilities, and sums. (With -ffast-math Clang says -1,
 * unknown, but evaluates nothing in a wider type; GCC with -mfpmath=both does.) */
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

/* All zero: not valid. */
typedef struct droplet_rate_t {
  uint32_t fraction; /* f: the keep probability's low 32 of 44 bits */
  uint16_t digits;   /* T: its high 12 bits; 4096: keep everything */
  uint8_t format;    /* DROPLET_MASK_FORMAT */
  uint8_t reserved;  /* 0 */
  float scale;       /* what kept elements are multiplied by */
} droplet_rate_t;

/* The keep probability in units of 2^-44, rounded half to even. */
#define DROPLET_UNITS_(p) ((1.0 - DROPLET_CAST_(double, p)) * 0x1p44)
#define DROPLET_WHOLE_(p) DROPLET_CAST_(uint64_t, DROPLET_UNITS_(p))
#define DROPLET_REST_(p) (DROPLET_UNITS_(p) - DROPLET_CAST_(double, DROPLET_WHOLE_(p)))
#define DROPLET_KEEP_UNITS_(p) \
  (DROPLET_WHOLE_(p) +         \
   (DROPLET_REST_(p) > 0.5 || (DROPLET_REST_(p) >= 0.5 && DROPLET_WHOLE_(p) % 2 != 0) ? 1 : 0))
#define DROPLET_IS_PROBABILITY_(p) \
  (DROPLET_CAST_(double, p) >= 0.0 && DROPLET_CAST_(double, p) <= 1.0)

/* An initializer. It takes a constant from 0 to 1, and refuses anything else at compile time; what
 * is known only at run time goes to droplet_rate(p). It costs no code on the device. */
#if defined(__cplusplus)
#define DROPLET_UNITS_OR_TOO_MANY_(p) \
  (DROPLET_IS_PROBABILITY_(p) ? DROPLET_KEEP_UNITS_(p) : ~uint64_t{0})
#define DROPLET_RATE(p)                                           \
  (::droplet::detail::DROPLET_RATE_takes_a_constant_from_0_to_1<( \
       DROPLET_UNITS_OR_TOO_MANY_(p))>::value)

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

constexpr uint64_t keep_everything = uint64_t{1} << 44;

// 2^44 / units, rounded to 53 bits and then to a float's 24, half to even. By integers, as flags
// (-mrecip, -mlow-precision-div) let a compiler estimate quotients.
constexpr float scale_of(uint64_t units) noexcept {
  if (units == 0) return 0.0f;
  uint32_t exponent = 127;
  for (; units << 1 <= keep_everything; units <<= 1) ++exponent;
  uint64_t quotient = 1, rest = keep_everything - units;
  for (int bit = 0; bit < 52; ++bit) {
    rest <<= 1;
    quotient = quotient << 1 | (rest >= units ? 1 : 0);
    if (rest >= units) rest -= units;
  }
  quotient += 2 * rest > units || (2 * rest == units && quotient % 2 != 0) ? 1 : 0;
  const uint64_t half = uint64_t{1} << 28, low = quotient & (2 * half - 1);
  auto significand = static_cast<uint32_t>(quotient >> 29);
  significand += low > half || (low == half && significand % 2 != 0) ? 1 : 0;
  return __builtin_bit_cast(float, (exponent << 23) + significand - (1u << 23));
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
  return bits - one <= greatest - one || (bits | rate.digits | rate.fraction) == 0;
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
#define DROPLET_SCALE_(keep_units) \
  ((keep_units) == 0 ? 0.0f : (float)(0x1p44 / (double)(keep_units)))
/* A bit-field's width must be a constant, and not negative. */
#define DROPLET_IS_CONSTANT_(p) (__builtin_constant_p((double)(p)) && DROPLET_IS_PROBABILITY_(p))
#define DROPLET_ONLY_CONSTANTS_(p)                                                               \
  (__extension__(0 * sizeof(struct {                                                             \
                   int DROPLET_RATE_takes_a_constant_from_0_to_1 : DROPLET_IS_CONSTANT_(p) ? 1   \
                                                                                           : -1; \
                 })))
#define DROPLET_RATE(p)                                                   \
  {                                                                       \
    (uint32_t)(DROPLET_KEEP_UNITS_(p) + DROPLET_ONLY_CONSTANTS_(p)),      \
        (uint16_t)(DROPLET_KEEP_UNITS_(p) >> 32), DROPLET_MASK_FORMAT, 0, \
        DROPLET_SCALE_(DROPLET_KEEP_UNITS_(p))                            \
  }
#endif

#endif
