// SPDX-License-Identifier: MIT
//
// Lists of rows, those that are refused, and factors, for the operations that take them.
#ifndef DROPLET_TESTS_SUPPORT_ROW_LISTS_HPP
#define DROPLET_TESTS_SUPPORT_ROW_LISTS_HPP

#include <limits>

#include "fixed.hpp"
#include "support.hpp"

namespace support {

using List = std::vector<std::uint32_t>;

// Of `rows` rows, at least 7: none, one, all, runs and gaps at both ends, and some by chance.
inline std::vector<List> lists_of(std::size_t rows) {
  const auto last = static_cast<std::uint32_t>(rows - 1);
  List all, but_first, every_other, by_chance;
  Random random(rows);
  for (std::uint32_t r = 0; r <= last; ++r) {
    all.push_back(r);
    if (r != 0) but_first.push_back(r);
    if (r % 2 == 1) every_other.push_back(r);
    if (random.below(3) != 0) by_chance.push_back(r);
  }
  return {{},  {0},       {last},      {2, 3, 5}, {0, 1, last - 1, last},
          all, but_first, every_other, by_chance};
}

// Of 4 rows.
inline const std::vector<List> bad_lists = {{4},    {0, 4},    {0xFFFFFFFF},      {1, 1},
                                            {1, 0}, {0, 2, 1}, {3, 0xFFFFFFFF, 0}};

inline const float factors[] = {1.0f, 1.5f, 0x1.1c71c8p0f, 300.0f, 40000.0f, 0x1p44f};

inline const droplet::Scale bad_factors[] = {
    droplet::Scale{0.0f},
    droplet::Scale{-0.0f},
    droplet::Scale{float_of(0x3F7FFFFF)},
    droplet::Scale{float_of(0x55800001)},
    droplet::Scale{-2.0f},
    droplet::Scale{std::numeric_limits<float>::infinity()},
    droplet::Scale{std::numeric_limits<float>::quiet_NaN()}};

// A zero point far from 0, where there are any.
template <class T>
constexpr int far_zero() {
  if constexpr (std::is_integral_v<T>) {
    return fixed::most_zero<T>;
  } else {
    return 0;
  }
}

// Any bytes: what is copied keeps NaN payloads, -0 and subnormals.
template <class T>
std::vector<T> any_bytes(std::size_t n, std::uint64_t seed) {
  Random random(seed);
  std::vector<T> x(n);
  for (T& v : x) {
    const std::uint64_t bits = random.bits();
    std::memcpy(static_cast<void*>(&v), &bits, sizeof v);
  }
  return x;
}

}  // namespace support

#endif
