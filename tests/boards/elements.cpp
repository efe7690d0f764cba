// SPDX-License-Identifier: MIT
//
// Operations that decide for each element.
#include "check.hpp"

namespace boards {

using namespace droplet;

namespace {

void expect_dropout(const Mask& d, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    buffers.expected[i] = keeps(d, d.first() + i) ? buffers.x[i] * scale : 0.0f;
  }
}

bool mask_is(const Mask& d, const std::uint8_t* mask, std::size_t n) {
  std::size_t i = 0;
  while (i < n && bit(mask, i) == keeps(d, d.first() + i)) ++i;
  return i == n && (n % 8 == 0 || mask[n / 8] >> n % 8 == 0);
}

// y and a mask at byte `offset`, between canaries.
void check_shape(std::uint64_t first, std::size_t n, std::size_t offset) {
  const Mask d = descriptor(first);
  fill_buffers();
  expect_dropout(d, n);
  std::memset(buffers.mask, 0x5A, sizeof buffers.mask);
  std::uint8_t* const mask = buffers.mask + offset;
  CHECK(dropout(d, buffers.x, buffers.y + 1, n, mask) == StatusCode::ok);
  CHECK(same_bits(buffers.y + 1, buffers.expected, n));
  CHECK(buffers.y[0] == -7.0f && buffers.y[n + 1] == -7.0f);
  CHECK(mask_is(d, mask, n));
  CHECK(mask[(n + 7) / 8] == 0x5A && (offset == 0 || mask[-1] == 0x5A));
  buffers.y[n] = -7.0f;
  CHECK(apply_mask(d.rate(), mask, buffers.x, buffers.y, n) == StatusCode::ok);
  CHECK(same_bits(buffers.y, buffers.expected, n) && buffers.y[n] == -7.0f);
}

}  // namespace

void forward_and_backward() {
  const Mask d = descriptor(4096 - 200);  // across a block's end
  constexpr std::size_t n = 550;
  fill_buffers();
  expect_dropout(d, n);
  CHECK(dropout(d, buffers.x, buffers.y, n, buffers.mask) == StatusCode::ok);
  CHECK(same_bits(buffers.y, buffers.expected, n));
  CHECK(dropout(d, buffers.branch, buffers.branch, n) == StatusCode::ok);  // a gradient, by replay
  fill_buffers();
  CHECK(apply_mask(d.rate(), buffers.mask, buffers.branch, buffers.expected, n) == StatusCode::ok);
  CHECK(dropout(d, buffers.branch, buffers.y, n) == StatusCode::ok);
  CHECK(same_bits(buffers.y, buffers.expected, n));
  bool dropped_gradient_flows = false, drops = false;
  for (std::size_t i = 0; i < n; ++i) {
    drops = drops || !keeps(d, d.first() + i);
    dropped_gradient_flows =
        dropped_gradient_flows || (buffers.y[i] != 0) != keeps(d, d.first() + i);
  }
  CHECK(drops && !dropped_gradient_flows);
}

void odd_shapes() {
  constexpr std::uint64_t firsts[] = {0, 1, 63, 65, 4095};
  for (const std::uint64_t first : firsts) {
    for (std::size_t n = 0; n <= 70; n += 1 + n / 20) check_shape(first, n, n % 4);
    check_shape(first, 511, 1);
    check_shape(first, 520, 3);
  }
}

void in_place() {
  const Mask d = descriptor(77);
  constexpr std::size_t n = 543;
  fill_buffers();
  expect_dropout(d, n);
  CHECK(dropout(d, buffers.x, buffers.x, n) == StatusCode::ok);
  CHECK(same_bits(buffers.x, buffers.expected, n));
  fill_buffers();
  CHECK(alpha_dropout(d, buffers.x, buffers.y, n) == StatusCode::ok);
  CHECK(alpha_dropout(d, buffers.x, buffers.x, n) == StatusCode::ok);
  CHECK(same_bits(buffers.x, buffers.y, n));
  fill_buffers();
  CHECK(drop_path_add(d, buffers.x, buffers.branch, buffers.y, {.rows = n / 3, .row_length = 3}) ==
        StatusCode::ok);
  CHECK(drop_path_add(d, buffers.x, buffers.branch, buffers.x, {.rows = n / 3, .row_length = 3}) ==
        StatusCode::ok);
  CHECK(same_bits(buffers.x, buffers.y, n));
}

void values() {
  const bool flushes = std::strcmp(isa_name(), "helium") == 0 ||
                       (std::strcmp(isa_name(), "neon") == 0 && sizeof(void*) == 4);
  constexpr std::uint32_t specials[] = {0x00000000, 0x80000000, 0x7F800000, 0xFF800000, 0x7FC00000,
                                        0xFFC00001, 0x00400000, 0x80000001, 0x3F800000, 0x7F7FFFFF};
  constexpr std::size_t kinds = sizeof specials / sizeof specials[0], n = 37 * kinds;
  const Mask d = descriptor(5);
  fill_buffers();
  for (std::size_t i = 0; i < n; ++i) buffers.x[i] = float_of(specials[i % kinds]);
  CHECK(dropout(d, buffers.x, buffers.y, n) == StatusCode::ok);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t in = bits_of(buffers.x[i]), out = bits_of(buffers.y[i]);
    if (!keeps(d, d.first() + i)) {
      CHECK(out == 0);
    } else if ((in & 0x7FFFFFFF) > 0x7F800000) {
      CHECK((out & 0x7FFFFFFF) > 0x7F800000);
    } else if (flushes && (in & 0x7F800000) == 0) {
      CHECK(out == (in & 0x80000000));
    } else {
      CHECK(out == bits_of(buffers.x[i] * scale));
    }
  }
  // Relu is the same, but +0 where x <= 0, and a NaN stays one; its gradient is told by x alone.
  // By bits, as flags of other people may assume that there are no NaNs.
  const auto passes = [](std::uint32_t x) { return x - 1 < 0x7FFFFFFF || x > 0xFF800000; };
  CHECK(relu_dropout(d, buffers.x, buffers.expected, n) == StatusCode::ok);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t plain = bits_of(buffers.y[i]), out = bits_of(buffers.expected[i]);
    CHECK(out == (passes(bits_of(buffers.x[i])) ? plain : 0));
  }
  CHECK(relu_dropout_backward(d, buffers.branch, buffers.x, buffers.x, n) == StatusCode::ok);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t want = bits_of(buffers.branch[i] * scale);
    CHECK(bits_of(buffers.x[i]) == (passes(specials[i % kinds]) ? want : 0));
  }
}

}  // namespace boards
