// SPDX-License-Identifier: MIT
//
// What is refused before anything is written.
#ifndef DROPLET_SRC_CHECK_HPP
#define DROPLET_SRC_CHECK_HPP

#include <cstddef>
#include <cstdint>

#include "droplet/droplet.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

struct Bytes {
  const void* data;
  std::size_t size;
};

// Neither may be empty. Passed by value, each takes two registers.
inline bool overlap(Bytes a, Bytes b) noexcept {
  const auto p = reinterpret_cast<std::uintptr_t>(a.data);
  const auto q = reinterpret_cast<std::uintptr_t>(b.data);
  return p < q ? q - p < a.size : p - q < b.size;
}
inline bool overlap_in_part(Bytes a, Bytes b) noexcept { return a.data != b.data && overlap(a, b); }

// a * b * c, or, where that does not fit, more elements than any buffer has.
inline std::size_t elements(std::size_t a, std::size_t b, std::size_t c = 1) noexcept {
  std::size_t n;
  if (!__builtin_mul_overflow(a, b, &n) && !__builtin_mul_overflow(n, c, &n)) return n;
  return a == 0 || b == 0 || c == 0 ? 0 : SIZE_MAX;
}

droplet_status check_rate(const droplet_rate_t* rate) noexcept;

// An inference-only build does not look at the descriptor.
droplet_status check_descriptor(const droplet_mask_t* mask) noexcept;

constexpr std::size_t most_floats = SIZE_MAX / sizeof(float);

// For n elements from x to y, and a stored mask, which may be null.
droplet_status check_buffers(const void* x, const void* y, std::size_t n,
                             const std::uint8_t* bits = nullptr,
                             std::size_t size = sizeof(float)) noexcept;

// The size of an element type, and the byte that a dropped element consists of. An integer, as GCC
// passes small structures through memory.
enum class Element : std::uint32_t {};
constexpr Element element(std::size_t size, std::uint8_t dropped) noexcept {
  return static_cast<Element>(size | std::uint32_t{dropped} << 8);
}
constexpr Element float_element = element(sizeof(float), 0);

// Checks all arguments of an operation and carries it out where nothing needs to be drawn. Returns
// the status that ends the call, or `undecided` where the call goes on to draw.
constexpr droplet_status undecided = -1;
droplet_status settle(const droplet_mask_t* mask, const void* x, void* y, std::size_t n,
                      std::uint8_t* bits, Element type = float_element) noexcept;
droplet_status settle_channels(const droplet_mask_t* mask, const float* x, float* y, std::size_t n,
                               std::uint8_t layout) noexcept;

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
