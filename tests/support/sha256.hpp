// SPDX-License-Identifier: MIT
//
// SHA-256 (FIPS 180-4), for the golden masks.
#ifndef DROPLET_TESTS_SUPPORT_SHA256_HPP
#define DROPLET_TESTS_SUPPORT_SHA256_HPP

#include <cstddef>
#include <cstdint>

namespace sha256 {

constexpr std::uint32_t k[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

inline std::uint32_t rotated(std::uint32_t x, int n) { return x >> n | x << (32 - n); }

inline void compress(std::uint32_t* h, const std::uint8_t* block) {
  std::uint32_t w[64];
  for (int i = 0; i < 16; ++i) {
    w[i] = std::uint32_t{block[4 * i]} << 24 | std::uint32_t{block[4 * i + 1]} << 16 |
           std::uint32_t{block[4 * i + 2]} << 8 | block[4 * i + 3];
  }
  for (int i = 16; i < 64; ++i) {
    const std::uint32_t a = w[i - 15], b = w[i - 2];
    w[i] = w[i - 16] + (rotated(a, 7) ^ rotated(a, 18) ^ a >> 3) + w[i - 7] +
           (rotated(b, 17) ^ rotated(b, 19) ^ b >> 10);
  }
  std::uint32_t v[8];
  for (int i = 0; i < 8; ++i) v[i] = h[i];
  int i = 0;
  const auto round = [&](std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t* d,
                         std::uint32_t e, std::uint32_t f, std::uint32_t g, std::uint32_t* last) {
    const std::uint32_t t1 = *last + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) +
                             ((e & f) ^ (~e & g)) + k[i] + w[i];
    *d += t1;
    *last = t1 + (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    ++i;
  };
  while (i < 64) {  // The variables stay, and their names move.
    round(v[0], v[1], v[2], &v[3], v[4], v[5], v[6], &v[7]);
    round(v[7], v[0], v[1], &v[2], v[3], v[4], v[5], &v[6]);
    round(v[6], v[7], v[0], &v[1], v[2], v[3], v[4], &v[5]);
    round(v[5], v[6], v[7], &v[0], v[1], v[2], v[3], &v[4]);
    round(v[4], v[5], v[6], &v[7], v[0], v[1], v[2], &v[3]);
    round(v[3], v[4], v[5], &v[6], v[7], v[0], v[1], &v[2]);
    round(v[2], v[3], v[4], &v[5], v[6], v[7], v[0], &v[1]);
    round(v[1], v[2], v[3], &v[4], v[5], v[6], v[7], &v[0]);
  }
  for (int j = 0; j < 8; ++j) h[j] += v[j];
}

// A message in pieces, to 64 hexadecimal digits.
class Digest {
 public:
  void add(const std::uint8_t* bytes, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      block_[size_++ % 64] = bytes[i];
      if (size_ % 64 == 0) compress(h_, block_);
    }
  }

  void finish(char (&digits)[65]) {
    const std::uint64_t bit_count = size_ * 8;
    const std::uint8_t one = 0x80, zero = 0;
    add(&one, 1);
    while (size_ % 64 != 56) add(&zero, 1);
    for (int i = 7; i >= 0; --i) {
      const auto byte = static_cast<std::uint8_t>(bit_count >> 8 * i);
      add(&byte, 1);
    }
    for (int i = 0; i < 64; ++i) {
      digits[i] = "0123456789abcdef"[h_[i / 8] >> (28 - i % 8 * 4) & 15];
    }
    digits[64] = '\0';
  }

 private:
  std::uint32_t h_[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::uint8_t block_[64];
  std::uint64_t size_ = 0;
};

}  // namespace sha256

#endif
