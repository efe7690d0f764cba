// SPDX-License-Identifier: MIT
//
// Values on which machines differ, and what arithmetic must make of them on each.
#ifndef DROPLET_TESTS_SUPPORT_SPECIALS_HPP
#define DROPLET_TESTS_SUPPORT_SPECIALS_HPP

#include <cmath>
#include <limits>

#include "support.hpp"

namespace specials {

using support::Floats;

inline const Floats& special_values() {
  using L = std::numeric_limits<float>;
  static const Floats list = {0.0f,
                              -0.0f,
                              L::infinity(),
                              -L::infinity(),
                              L::quiet_NaN(),
                              support::float_of(0xFFC12345u),
                              support::float_of(0x7FA00001u),  // signalling
                              L::denorm_min(),
                              -L::denorm_min(),
                              support::float_of(0x007FFFFFu),
                              support::float_of(0x807FFFFFu),
                              L::min(),
                              L::max(),
                              L::lowest(),
                              1.0f,
                              -3.5f};
  return list;
}

inline bool flushes_subnormals(const std::string& isa) {
#if defined(__ARM_NEON) && !defined(__aarch64__)
  return isa == "neon";
#else
  (void)isa;
  return false;
#endif
}

// ARMv7's NEON reads and writes subnormals as zeros of the same sign.
inline float flushed(float v, bool flush) {
  return flush && std::fpclassify(v) == FP_SUBNORMAL ? std::copysign(0.0f, v) : v;
}

// One multiplication. volatile: computed here and now, not by the compiler.
inline float product(float x, float factor, bool flush) {
  volatile float a = flushed(x, flush);
  return flushed(a * factor, flush);
}
inline float sum(float x, float y, bool flush) {
  volatile float a = flushed(x, flush);
  return flushed(a + flushed(y, flush), flush);
}

inline bool same(float got, float want) {
  return std::isnan(want) ? std::isnan(got) : support::bits_of(got) == support::bits_of(want);
}

// x[i]: the specials one after another, shifted by `turn`.
inline Floats filled(std::size_t n, std::size_t turn) {
  Floats x(n);
  for (std::size_t i = 0; i < n; ++i) x[i] = special_values()[(i + turn) % special_values().size()];
  return x;
}

}  // namespace specials

#endif
