// SPDX-License-Identifier: MIT
//
// half (IEEE 754 binary16), in C and in C++. Operations widen it to float, which is exact, compute
// in float, and round what they store once, half to even.
#ifndef DROPLET_HALF_H
#define DROPLET_HALF_H

#include <stdint.h>

#include "droplet/api.h"
#include "droplet/own_types.h"

/// A half. It may alias, so that a buffer of the compiler's own type holds halves too: in C++ the
/// operations take its pointer, in C DROPLET_F16 makes one of it. A uint16_t's may be cast.
typedef struct droplet_f16_t {
  uint16_t bits;  ///< sign, 5 bits of exponent, 10 of significand
} __attribute__((may_alias)) droplet_f16_t;

/// Exactly; a NaN is made quiet. By integers, as is the other.
DROPLET_STATIC_ float droplet_f16_to_float(droplet_f16_t value) {
  uint32_t magnitude = DROPLET_CAST_(uint32_t, value.bits) & 0x7FFF;
  uint32_t bias = 112;  // a float's less a half's
  if (magnitude >= 0x7C00) {
    bias = 224;
    if (magnitude > 0x7C00) magnitude |= 0x200;
  } else if (magnitude == 0) {
    bias = 0;
  } else {
    for (; magnitude < 0x400; magnitude <<= 1) --bias;
  }
  const uint32_t sign = DROPLET_CAST_(uint32_t, value.bits) >> 15 << 31;
  return DROPLET_BIT_CAST_(uint32_t, float, sign | ((magnitude << 13) + (bias << 23)));
}

/// Rounded half to even; above the largest, 65504, it is infinity. A NaN stays one, quiet, with its
/// payload's upper bits.
DROPLET_STATIC_ droplet_f16_t droplet_f16_from_float(float value) {
  const uint32_t bits = DROPLET_BIT_CAST_(float, uint32_t, value);
  const uint32_t magnitude = bits & 0x7FFFFFFF;
  uint32_t half = 0x7C00;
  if (magnitude > 0x7F800000) {
    half = 0x7E00 | (magnitude >> 13 & 0x1FF);
  } else if (magnitude < 0x47800000) {
    uint32_t rest = magnitude, lost = 13;
    if (magnitude >= 0x38800000) {
      rest -= 0x38000000;
    } else {  // a subnormal: one bit less for each power of 2; 25 lose all
      rest = (magnitude & 0x7FFFFF) | 0x800000;
      lost = magnitude < 0x32800000 ? 25 : 126 - (magnitude >> 23);
    }
    half = (rest + (DROPLET_CAST_(uint32_t, 1) << (lost - 1)) - 1 + (rest >> lost & 1)) >> lost;
  }
  const droplet_f16_t result = {DROPLET_CAST_(uint16_t, (bits >> 31 << 15) | half)};
  return result;
}

#if defined(__cplusplus)
/// Bits are compared: NaNs may be equal, +0 and -0 are not.
constexpr bool operator==(droplet_f16_t a, droplet_f16_t b) noexcept { return a.bits == b.bits; }
/// Other bits.
constexpr bool operator!=(droplet_f16_t a, droplet_f16_t b) noexcept { return a.bits != b.bits; }

namespace droplet {
using half = ::droplet_f16_t;  ///< IEEE 754 binary16
namespace detail {
DROPLET_EACH_OWN_F16_(DROPLET_OWN_STORED_, half)
}
}  // namespace droplet
#endif

/// A pointer to the compiler's own `_Float16` or `__fp16`, where it has them, as one to halves, for
/// the functions of C; operations in C++ take it as it is. A pointer to another type does not
/// compile, nor one to a `__fp16` in ARM's alternative format (-mfp16-format=alternative).
///
///     _Float16 x[6];
///     droplet_dropout_f16(&mask, DROPLET_F16(x), DROPLET_F16(x), 6, NULL);
#define DROPLET_F16(pointer) DROPLET_STORED_(pointer, droplet_f16_t, DROPLET_EACH_OWN_F16_)

#endif
