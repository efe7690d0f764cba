// SPDX-License-Identifier: MIT
//
// A second implementation of keep mask v1: the text of the definition, one word at a time, without
// any code of the library.
#ifndef DROPLET_TESTS_SUPPORT_REFERENCE_HPP
#define DROPLET_TESTS_SUPPORT_REFERENCE_HPP

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace reference {

// A byte each, 0 or 1: std::vector<bool> is slow where little is optimized.
using Bits = std::vector<std::uint8_t>;

inline std::uint64_t mix64(std::uint64_t z) {
  z ^= z >> 30;
  z *= 0xBF58476D1CE4E5B9u;
  z ^= z >> 27;
  z *= 0x94D049BB133111EBu;
  z ^= z >> 31;
  return z;
}

constexpr std::uint64_t G = 0x9E3779B97F4A7C15u;

inline std::uint64_t fold_in(std::uint64_t key, std::uint64_t data) {
  return mix64(mix64(key + G) + data);
}

constexpr std::uint64_t keep_everything = std::uint64_t{1} << 44;

// nearbyint rounds half to even in the default rounding mode.
inline std::uint64_t keep_units(double p) {
  return static_cast<std::uint64_t>(std::nearbyint((1.0 - p) * 0x1p44));
}

inline float scale(std::uint64_t q) { return static_cast<float>(0x1p44 / static_cast<double>(q)); }

class Lane {
 public:
  Lane(std::uint64_t block_key, unsigned lane)
      : s0_(mix64(block_key + (2 * lane + 1) * G)), s1_(mix64(block_key + (2 * lane + 2) * G)) {}

  std::uint64_t word(std::uint64_t q) {
    const std::uint64_t t = q >> 32, f = q & 0xFFFFFFFFu;
    std::uint64_t m = 0;
    unsigned first = 0;
    if (f != 0) {
      m = next() >> 32 < f ? ~std::uint64_t{0} : 0;
    } else {
      while ((t >> first & 1) == 0) ++first;
    }
    for (unsigned j = first; j <= 11; ++j) {
      const std::uint64_t r = next();
      m = (t >> j & 1) != 0 ? m | r : m & r;
    }
    return m;
  }

 private:
  std::uint64_t next() {
    std::uint64_t x = s0_;
    const std::uint64_t y = s1_;
    const std::uint64_t out = x + (y << 32 | y >> 32);
    s0_ = y;
    x ^= x << 23;
    s1_ = x ^ y ^ x >> 18 ^ y >> 5;
    return out;
  }

  std::uint64_t s0_, s1_;
};

// The word that holds element i.
inline std::uint64_t word_of(std::uint64_t q, std::uint64_t key, std::uint64_t i) {
  if (q == keep_everything) return ~std::uint64_t{0};
  if (q == 0) return 0;
  const auto w = static_cast<unsigned>(i % 4096 / 64);
  Lane lane(fold_in(key, i / 4096), w % 8);
  for (unsigned before = w / 8; before != 0; --before) (void)lane.word(q);
  return lane.word(q);
}

inline Bits mask(std::uint64_t q, std::uint64_t key, std::uint64_t first, std::size_t n) {
  Bits bits(n);
  std::uint64_t word = 0;
  for (std::size_t k = 0; k < n; ++k) {
    const std::uint64_t i = first + k;
    if (k == 0 || i % 64 == 0) word = word_of(q, key, i);
    bits[k] = word >> i % 64 & 1;
  }
  return bits;
}

// u * m / 2^64, rounded down: m is added where a bit of u is 1, lowest first, and halved.
inline std::uint64_t share(std::uint64_t u, std::uint64_t m) {
  std::uint64_t sum = 0;
  for (unsigned k = 0; k < 64; ++k) sum = (sum + (u >> k & 1) * m) / 2;
  return sum;
}

// `count` of `rows` rows, in training.
inline std::vector<std::uint32_t> sample(std::uint64_t key, std::size_t rows, std::size_t count) {
  const std::uint64_t draws = fold_in(key, ~std::uint64_t{0});
  std::vector<std::uint32_t> kept;
  for (std::size_t row = 0; row < rows; ++row) {
    const bool taken = share(fold_in(draws, row), rows - row) < count - kept.size();
    if (count == rows || taken) kept.push_back(static_cast<std::uint32_t>(row));
  }
  return kept;
}

// What keeps the mean.
inline float ratio(std::size_t rows, std::size_t count) {
  return count != 0 ? static_cast<float>(static_cast<double>(rows) / static_cast<double>(count))
                    : 1.0f;
}

inline std::vector<std::uint8_t> pack(const Bits& bits, std::size_t n) {
  std::vector<std::uint8_t> bytes((n + 7) / 8);
  for (std::size_t i = 0; i < n; ++i) {
    bytes[i / 8] = static_cast<std::uint8_t>(bytes[i / 8] | bits[i] << i % 8);
  }
  return bytes;
}

}  // namespace reference

#endif
