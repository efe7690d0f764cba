// SPDX-License-Identifier: MIT
//
// FNV-1a, 64 bits.
#ifndef DROPLET_TESTS_ORACLE_FNV_HPP
#define DROPLET_TESTS_ORACLE_FNV_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace oracle {
namespace fnv {

using u64 = std::uint64_t;

constexpr u64 basis = 0xCBF29CE484222325u, prime = 0x100000001B3u;
constexpr u64 prime_4 = prime * prime * prime * prime;

// hash * prime. 32-bit cores would multiply with all of its 64 bits, the smallest by a call.
inline u64 times_prime(u64 hash) {
#if defined(__ARM_ARCH_6M__)
  const auto low = static_cast<std::uint32_t>(hash), high = static_cast<std::uint32_t>(hash >> 32);
  const std::uint32_t a = (low & 0xFFFFu) * 0x1B3u, b = (low >> 16) * 0x1B3u + (a >> 16);
  const std::uint32_t product = (a & 0xFFFFu) | b << 16;
  return u64{high * 0x1B3u + (b >> 16) + (low << 8)} << 32 | product;
#elif UINTPTR_MAX == UINT32_MAX
  return hash * 0x1B3u + (hash << 40);
#else
  return hash * prime;
#endif
}

inline u64 add_bytes(u64 hash, const void* data, std::size_t bytes) {
  const auto* p = static_cast<const std::uint8_t*>(data);
  for (std::size_t i = 0; i < bytes; ++i) hash = times_prime(hash ^ p[i]);
  return hash;
}

// Every NaN as 0x7FC00000.
inline u64 add_floats(u64 hash, const float* y, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    std::uint32_t bits;
    std::memcpy(&bits, y + i, sizeof bits);
    if (bits == 0) {  // dropped: four bytes that change nothing before they are multiplied
      hash *= prime_4;
      continue;
    }
    if ((bits & 0x7FFFFFFFu) > 0x7F800000u) bits = 0x7FC00000u;
    for (unsigned k = 0; k < 4; ++k, bits >>= 8) hash = times_prime(hash ^ (bits & 0xFFu));
  }
  return hash;
}

}  // namespace fnv
}  // namespace oracle

#endif
