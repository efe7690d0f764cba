// SPDX-License-Identifier: MIT
//
// What the self-check's files share. It runs on the smallest board: no heap, no C++ library, 16
// KiB.
#ifndef DROPLET_TESTS_BOARDS_CHECK_HPP
#define DROPLET_TESTS_BOARDS_CHECK_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "droplet/droplet.hpp"
#include "reference.hpp"

namespace boards {

constexpr float* no_floats = nullptr;  // y decides the element type

// Reports a failed check, once for each line of code, and makes the program fail.
void report(const char* file, int line, const char* condition) noexcept;
void skip(const char* why) noexcept;

#define CHECK(condition) \
  if (!(condition)) boards::report(__FILE__, __LINE__, #condition)

void golden_masks();
void forward_and_backward();
void drop_path_forms();
void samples();
void fractal_joins();
void shares();
void short_calls();
void anded_mask();
void drop_blocks();
void features();
void biases();
void pitches();
void odd_shapes();
void types();
void in_place();
void values();
void inference();
void errors();
void stack();

constexpr std::size_t capacity = 560;  // more than a row of 512, and odd ends
constexpr std::size_t row_count = 37, row_length = 13, row_elements = row_count * row_length;
constexpr double p = 0.3;
const float scale = reference::scale(reference::keep_units(p));
constexpr droplet::Mask descriptor(std::uint64_t first, droplet::Mode mode = droplet::Mode::train) {
  return {droplet::Rate{p}, droplet::Key{0x0123456789ABCDEFu}, first, mode};
}

struct Buffers {
  float x[capacity], branch[capacity], y[capacity], expected[capacity];
  std::uint8_t mask[capacity / 8 + 8];
  std::uint32_t kept[capacity];
};
extern Buffers buffers;
// Normal numbers of both signs in x and branch; -7 in y and expected.
void fill_buffers() noexcept;

// The mask's element i, from the reference, word by word.
bool keeps(const droplet::Mask& d, std::uint64_t i) noexcept;

inline std::uint32_t bits_of(float v) noexcept {
  std::uint32_t bits;
  std::memcpy(&bits, &v, sizeof bits);
  return bits;
}
inline float float_of(std::uint32_t bits) noexcept {
  float v;
  std::memcpy(&v, &bits, sizeof v);
  return v;
}
inline bool same_bits(const float* a, const float* b, std::size_t n) noexcept {
  std::size_t i = 0;
  while (i < n && bits_of(a[i]) == bits_of(b[i])) ++i;
  return i == n;
}
// All of y, and so what lies behind its elements too.
inline bool as_expected() noexcept { return same_bits(buffers.y, buffers.expected, capacity); }
inline bool bit(const std::uint8_t* mask, std::size_t i) noexcept {
  return (mask[i / 8] >> i % 8 & 1) != 0;
}

}  // namespace boards

#endif
