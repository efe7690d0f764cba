// SPDX-License-Identifier: MIT
//
// bfloat16 (brain float), in C and in C++: the upper half of a float's bits. Operations widen it to
// float, which is exact, compute in float, and round what they store once, half to even.
#ifndef DROPLET_BFLOAT16_H
#define DROPLET_BFLOAT16_H

#include <stdint.h>

#include "droplet/api.h"
#include "droplet/own_types.h"

/// A brain float. It may alias, so that a buffer of the compiler's own type holds them too: in C++
/// the operations take its pointer, in C DROPLET_BF16 makes one of it. A uint16_t's may be cast.
typedef struct droplet_bf16_t {
  uint16_t bits;  ///< the upper half of a float's
} __attribute__((may_alias)) droplet_bf16_t;

/// Exactly.
DROPLET_STATIC_ float droplet_bf16_to_float(droplet_bf16_t value) {
  return DROPLET_BIT_CAST_(uint32_t, float, DROPLET_CAST_(uint32_t, value.bits) << 16);
}

/// Rounded half to even; above the largest it is infinity. A NaN stays one, quiet, with its
/// payload's upper bits. By integers, as a compiler may assume that no float is NaN.
DROPLET_STATIC_ droplet_bf16_t droplet_bf16_from_float(float value) {
  const uint32_t bits = DROPLET_BIT_CAST_(float, uint32_t, value);
  const uint32_t rounded =
      (bits & 0x7FFFFFFF) > 0x7F800000 ? bits | 0x400000 : bits + 0x7FFF + (bits >> 16 & 1);
  const droplet_bf16_t result = {DROPLET_CAST_(uint16_t, rounded >> 16)};
  return result;
}

#if defined(__cplusplus)
/// Bits are compared: NaNs may be equal, +0 and -0 are not.
constexpr bool operator==(droplet_bf16_t a, droplet_bf16_t b) noexcept { return a.bits == b.bits; }
/// Other bits.
constexpr bool operator!=(droplet_bf16_t a, droplet_bf16_t b) noexcept { return a.bits != b.bits; }

namespace droplet {
using bfloat16 = ::droplet_bf16_t;  ///< a brain float
namespace detail {
DROPLET_EACH_OWN_BF16_(DROPLET_OWN_STORED_, bfloat16)
}
}  // namespace droplet
#endif

/// A pointer to the compiler's own `__bf16`, where it has it, as one to Droplet's, for the
/// functions of C; operations in C++ take it as it is. A pointer to another type does not compile.
#define DROPLET_BF16(pointer) DROPLET_STORED_(pointer, droplet_bf16_t, DROPLET_EACH_OWN_BF16_)

#endif
