// SPDX-License-Identifier: MIT
//
// What several cores do of one call, here one after the other; short calls by a cursor; and a mask
// that is ANDed.
#include "check.hpp"

namespace boards {

using namespace droplet;

namespace {

constexpr std::size_t shared_elements = 547;
std::uint8_t* const shared_bits = buffers.mask + 3;

void expect_dropout(const Mask& d) {
  for (std::size_t i = 0; i < shared_elements; ++i)
    buffers.expected[i] = keeps(d, d.first() + i) ? buffers.x[i] * scale : 0.0f;
}

}  // namespace

void shares() {
  const Mask d = descriptor(4096 - 184);  // across a block's end, from within a word
  for (const std::uint32_t count : {2u, 8u}) {
    fill_buffers();
    expect_dropout(d);
    std::memset(buffers.mask, 0x5A, sizeof buffers.mask);
    for (std::uint32_t k = 0; k < count; ++k) {
      const Share share = {.index = (3 * k + 1) % count, .count = count};
      CHECK(dropout_share(d, buffers.x, buffers.y, shared_elements, share, shared_bits) ==
            StatusCode::ok);
    }
    CHECK(same_bits(buffers.y, buffers.expected, capacity));
    for (std::size_t i = 0; i < shared_elements; ++i)
      CHECK(bit(shared_bits, i) == keeps(d, d.first() + i));
    CHECK(shared_bits[-1] == 0x5A && shared_bits[shared_elements / 8] >> shared_elements % 8 == 0 &&
          shared_bits[shared_elements / 8 + 1] == 0x5A);
    for (std::uint32_t k = 0; k < count; ++k) {
      const Share share = {.index = k, .count = count};
      CHECK(apply_mask_share(d.rate(), shared_bits, buffers.x, buffers.x, shared_elements, share) ==
            StatusCode::ok);
      CHECK(fill_mask_share(d, shared_bits, shared_elements, share) == StatusCode::ok);
    }
    CHECK(same_bits(buffers.x, buffers.expected, shared_elements));
  }
  const Share last = {.index = 7, .count = 8};
  fill_buffers();
  CHECK(dropout_share(descriptor(1), buffers.x, buffers.y, shared_elements, last, shared_bits) ==
        StatusCode::bad_option);
  CHECK(dropout_share(d, buffers.x, buffers.y, shared_elements, Share{}) == StatusCode::bad_option);
  CHECK(buffers.y[0] == -7.0f);
}

void short_calls() {
  const Mask d = descriptor(4096 - 184);
  fill_buffers();
  expect_dropout(d);
  Cursor cursor(d);
  CHECK(dropout_next(cursor, buffers.y + 1, buffers.y, shared_elements) == StatusCode::overlap);
  constexpr std::size_t lengths[] = {64, 16, 1, 7, 130};
  for (std::size_t at = 0, i = 0; at < shared_elements; ++i) {
    const std::size_t count =
        lengths[i % 5] < shared_elements - at ? lengths[i % 5] : shared_elements - at;
    CHECK(dropout_next(cursor, buffers.x + at, buffers.y + at, count) == StatusCode::ok);
    at += count;
    CHECK(cursor.mask().first() == d.first() + at);
  }
  CHECK(same_bits(buffers.y, buffers.expected, capacity));
}

void anded_mask() {
  for (const std::uint64_t first : {4000u, 4001u}) {
    const Mask d = descriptor(first);
    for (std::size_t i = 0; i < sizeof buffers.mask; ++i)
      buffers.mask[i] = static_cast<std::uint8_t>(0x35 * i + 0x1B);
    std::uint8_t stored[sizeof buffers.mask];
    std::memcpy(stored, buffers.mask, sizeof stored);
    CHECK(and_mask(d, shared_bits, shared_elements) == StatusCode::ok);
    for (std::size_t i = 0; i < 8 * sizeof stored; ++i) {
      const std::size_t element = i - 24;  // of bytes before the mask's, beyond the call's
      const bool stays = element >= shared_elements || keeps(d, first + element);
      CHECK(bit(buffers.mask, i) == (bit(stored, i) && stays));
    }
  }
}

}  // namespace boards
