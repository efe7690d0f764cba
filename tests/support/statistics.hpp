// SPDX-License-Identifier: MIT
//
// Counts and correlations of masks, as z-scores against independent elements.
#ifndef DROPLET_TESTS_SUPPORT_STATISTICS_HPP
#define DROPLET_TESTS_SUPPORT_STATISTICS_HPP

#include <cmath>

#include "support.hpp"

namespace statistics {

using Words = std::vector<std::uint64_t>;

inline unsigned ones(std::uint64_t w) { return static_cast<unsigned>(__builtin_popcountll(w)); }

inline double count(const Words& m, std::size_t begin, std::size_t end) {
  std::uint64_t sum = 0;
  for (std::size_t i = begin; i < end; ++i) sum += ones(m[i]);
  return static_cast<double>(sum);
}

inline Words draw(const droplet::Mask& d, std::size_t word_count) {
  Words m(word_count);
  REQUIRE(droplet::fill_mask(d, reinterpret_cast<std::uint8_t*>(m.data()), 64 * word_count) ==
          droplet::StatusCode::ok);
  return m;
}

// The 64 elements from element i on.
inline std::uint64_t window(const Words& m, std::size_t i) {
  const std::size_t shift = i % 64;
  return shift == 0 ? m[i / 64] : m[i / 64] >> shift | m[i / 64 + 1] << (64 - shift);
}

// Correlation of a with b, elements of probability q, b's `lag` elements later.
inline double correlation_z(const Words& a, const Words& b, std::size_t lag, double q) {
  const std::size_t pairs = a.size() - (lag + 63) / 64;
  std::uint64_t both = 0, in_b = 0;
  for (std::size_t w = 0; w < pairs; ++w) {
    const std::uint64_t later = window(b, 64 * w + lag);
    both += ones(a[w] & later);
    in_b += ones(later);
  }
  const double size = 64.0 * static_cast<double>(pairs);
  const double covariance = static_cast<double>(both) -
                            q * (count(a, 0, pairs) + static_cast<double>(in_b)) + q * q * size;
  return covariance / (q * (1 - q) * std::sqrt(size));
}

inline double rate_z(const Words& m, double q) {
  const double size = 64.0 * static_cast<double>(m.size());
  return (count(m, 0, m.size()) - q * size) / std::sqrt(q * (1 - q) * size);
}

// The z-score of the sum of squared deviations of the counts in pieces of `piece` words. A count is
// binomial; its squared deviation's mean is v = s q (1 - q), its variance
// 2 v^2 + v (1 - 6 q (1 - q)).
inline double squares_z(const Words& m, std::size_t piece, double q) {
  const double v = 64.0 * static_cast<double>(piece) * q * (1 - q);
  const auto pieces = static_cast<double>(m.size() / piece);
  double sum = 0;
  for (std::size_t i = 0; i < m.size(); i += piece) {
    sum += std::pow(count(m, i, i + piece) - v / (1 - q), 2);
  }
  return (sum - pieces * v) / std::sqrt(pieces * (2 * v * v + v * (1 - 6 * q * (1 - q))));
}

}  // namespace statistics

#endif
