// SPDX-License-Identifier: MIT
//
// What becomes of a kept integer: the text of docs/MASK.md, section 4, in 64 bits, without any code
// of the library.
#ifndef DROPLET_TESTS_SUPPORT_FIXED_HPP
#define DROPLET_TESTS_SUPPORT_FIXED_HPP

#include <cstdint>
#include <cstring>
#include <limits>

namespace fixed {

// The zero points that a type has.
template <class T>
constexpr int least_zero = sizeof(T) == sizeof(std::int16_t) ? 0 : std::numeric_limits<T>::min();
template <class T>
constexpr int most_zero = sizeof(T) == sizeof(std::int16_t) ? 0 : std::numeric_limits<T>::max();

struct Factor {
  std::int64_t M, R;
  int F;
};

template <class T>
Factor factor_of(float scale) {
  std::uint32_t bits;
  std::memcpy(&bits, &scale, sizeof bits);
  const std::int64_t m = std::int64_t{bits % 0x800000} + 0x800000;
  const int e = static_cast<int>(bits >> 23) - 127;
  Factor f{(m + 256) >> 9, 0, 14 - e};
  if (sizeof(T) == sizeof(std::int32_t)) f.M = m, f.F = 23 - e;
  if (f.M == 32768) f.M = 16384, f.F = f.F - 1;
  if (f.F < 0 && sizeof(T) < sizeof(std::int32_t)) f.M = 32767, f.F = 0;
  if (f.F > 0) f.R = std::int64_t{1} << (f.F - 1);
  return f;
}

// A distance d, scaled.
inline std::int64_t scaled(const Factor& f, std::int64_t d) {
  if (f.F >= 0) return (d * f.M + f.R) >> f.F;
  const std::int64_t limited = d < -512 ? -512 : d > 512 ? 512 : d;
  return limited * (f.M << -f.F);
}
template <class T>
T saturated(std::int64_t v) {
  constexpr std::int64_t least = std::numeric_limits<T>::min(),
                         most = std::numeric_limits<T>::max();
  return static_cast<T>(v < least ? least : v > most ? most : v);
}
template <class T>
T kept(const Factor& f, T x, int zero) {
  return saturated<T>(zero + scaled(f, std::int64_t{x} - zero));
}
template <class T>
T added(const Factor& f, T residual, T branch, int zero) {
  return saturated<T>(residual + scaled(f, std::int64_t{branch} - zero));
}

}  // namespace fixed

#endif
