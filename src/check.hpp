// SPDX-License-Identifier: MIT
//
// What is refused before anything is written.
#ifndef DROPLET_SRC_CHECK_HPP
#define DROPLET_SRC_CHECK_HPP

#include <cstddef>
#include <cstdint>

#include "droplet/droplet.hpp"

namespace droplet {
namespace detail {

struct Bytes {
  const void* data;
  std::size_t size;
};

inline bool overlap(const Bytes& a, const Bytes& b) noexcept {
  if (a.size == 0 || b.size == 0) return false;
  const auto p = reinterpret_cast<std::uintptr_t>(a.data);
  const auto q = reinterpret_cast<std::uintptr_t>(b.data);
  return p < q ? q - p < a.size : p - q < b.size;
}
inline bool overlap_in_part(const Bytes& a, const Bytes& b) noexcept {
  return a.data != b.data && overlap(a, b);
}

// a * b * c, or false where it does not fit.
[[nodiscard]] inline bool multiply(std::size_t a, std::size_t b, std::size_t c,
                                   std::size_t* product) noexcept {
  return !__builtin_mul_overflow(a, b, product) && !__builtin_mul_overflow(*product, c, product);
}

// For n float32 from x to y, and a mask, which may be null.
Status check_buffers(const float* x, const float* y, std::size_t n,
                     const std::uint8_t* mask) noexcept;

// Checks all arguments of an operation, and does it where nothing is drawn for it. Returns whether
// the call ends here, with *status.
bool settle(const Dropout& d, const float* x, float* y, std::size_t n, std::uint8_t* mask,
            Status* status) noexcept;

}  // namespace detail
}  // namespace droplet

#endif
