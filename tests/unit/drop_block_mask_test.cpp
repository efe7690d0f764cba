// SPDX-License-Identifier: MIT
//
// Which elements DropBlock keeps: the reference, a seed at a time; pieces; and what is refused.
#include <algorithm>

#include "reference.hpp"
#include "support.hpp"

namespace drop_block_mask_test {

using namespace droplet;
using namespace support;

namespace {

std::size_t elements_of(const Blocks& b) { return b.samples * b.channels * b.height * b.width; }

std::size_t reach_of(const Blocks& b) {
  const std::size_t side = std::min({b.block, b.height, b.width});
  return (side % 2 == 0 ? side - 1 : side) / 2;
}

// timm's: what is dropped is the maximum of the seeds in the square around it, of those seeds
// around which a square fits.
reference::Bits expected(const reference::Bits& drawn, const Blocks& b) {
  const std::size_t r = reach_of(b), plane = b.height * b.width;
  reference::Bits kept(drawn.size(), true);
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const std::size_t row = i % plane / b.width, column = i % b.width;
    if (drawn[i] || row < r || row + r >= b.height || column < r || column + r >= b.width) continue;
    for (std::size_t k = i - r * b.width; k <= i + r * b.width; k += b.width)
      std::fill(kept.begin() + static_cast<std::ptrdiff_t>(k - r),
                kept.begin() + static_cast<std::ptrdiff_t>(k + r + 1), false);
  }
  return kept;
}

struct Drawn {
  Bytes bits;
  std::size_t kept = 0;
};
// `odd` bytes from an alignment, between canaries.
Drawn drawn(const Mask& d, const Blocks& b, std::size_t odd = 0) {
  const std::size_t size = mask_bytes(elements_of(b));
  Bytes store(size + odd + 2, 0xA5);
  Drawn result;
  REQUIRE(drop_block_mask(d, b, store.data() + odd + 1, &result.kept) == StatusCode::ok);
  REQUIRE(store[odd] == 0xA5);
  REQUIRE(store.back() == 0xA5);
  result.bits.assign(store.end() - 1 - static_cast<std::ptrdiff_t>(size), store.end() - 1);
  return result;
}

struct Plane {
  std::size_t height, width;
};
constexpr Plane planes[] = {{1, 1}, {1, 9}, {9, 1},  {2, 2},   {3, 3},   {3, 70},  {20, 4},
                            {5, 5}, {7, 7}, {8, 16}, {14, 14}, {17, 33}, {33, 17}, {56, 56}};
constexpr std::uint64_t firsts[] = {0, 1, 4095, 0x5555555555555555u, ~std::uint64_t{0} - 2};

void check(const Mask& d, const Blocks& b, std::size_t odd) {
  const reference::Bits want =
      expected(reference::mask(d.rate().keep_units(), d.key().value, d.first(), elements_of(b)), b);
  const Drawn got = drawn(d, b, odd);
  CHECK(got.bits == reference::pack(want, want.size()));
  CHECK(got.kept == static_cast<std::size_t>(std::count(want.begin(), want.end(), true)));
}

}  // namespace

TEST_CASE("a seed drops the block around it, in its own plane") {
  on_every_isa([](const std::string&) {
    std::size_t step = 0;
    for (const Plane plane : planes) {
      for (const std::size_t block : {1u, 3u, 5u, 7u, 9u, 15u, 29u, 99u}) {
        for (const double p : {0.004, 0.03, 0.3}) {
          const std::size_t channels = plane.height > 50 ? 2 : 5;
          const Blocks b = {.samples = 1 + step % 3,
                            .channels = channels,
                            .height = plane.height,
                            .width = plane.width,
                            .block = block};
          ++step;
          CAPTURE(plane.height);
          CAPTURE(plane.width);
          CAPTURE(block);
          CAPTURE(p);
          check(Mask{Rate{p}, Key{step}, firsts[step % 5]}, b, step % 8);
        }
      }
    }
  });
}

TEST_CASE("the reference has timm's edges, and sees a seed in a neighbour's row") {
  const Blocks b = {.samples = 1, .channels = 1, .height = 4, .width = 5, .block = 4};
  reference::Bits bits(20, true);
  CHECK(reach_of(b) == 1);
  bits[4] = bits[5] = false;  // corners: no block fits
  CHECK(expected(bits, b) == reference::Bits(20, true));
  bits[6] = false;
  const reference::Bits kept = expected(bits, b);
  for (std::size_t i = 0; i < 20; ++i) CHECK(kept[i] == (i / 5 > 2 || i % 5 > 2));
}

TEST_CASE("seeds in all places where a block fits, few in a plane") {
  for (const std::size_t block : {3u, 5u, 7u, 11u}) {
    const Blocks b = {.samples = 1, .channels = 300, .height = 11, .width = 13, .block = block};
    for (std::size_t key = 0; key < 4; ++key) check(Mask{Rate{0.01}, Key{key}, key * 77}, b, key);
  }
}

TEST_CASE("without seeds all are kept, in inference too; by a rate of 1 none is") {
  const Blocks b = {.samples = 2, .channels = 3, .height = 3, .width = 3, .block = 3};
  Bytes all(7, 0xFF);
  all.back() = 0x3F;
  for (const double p : {0.0, 0.5, 1.0}) {
    const Drawn rests = drawn(Mask{Rate{p}, Key{1}, 9, Mode::inference}, b);
    CHECK(rests.bits == all);
    CHECK(rests.kept == 54);
  }
  CHECK(drawn(Mask{Rate{0.0}, Key{1}, 9}, b).bits == all);
  const Drawn none = drawn(Mask{Rate{1.0}, Key{1}, 9}, b);
  CHECK(none.bits == Bytes(7, 0));
  CHECK(none.kept == 0);
}

TEST_CASE("pieces of whole planes are the whole") {
  for (const std::uint64_t first : firsts) {
    Blocks b = {.samples = 2, .channels = 6, .height = 7, .width = 9, .block = 5};
    const Drawn whole = drawn(Mask{Rate{0.05}, Key{3}, first}, b);
    std::size_t kept = 0, at = 0;
    b.samples = 1;
    for (const std::size_t channels : {1u, 5u, 4u, 2u}) {
      b.channels = channels;
      const Drawn piece = drawn(Mask{Rate{0.05}, Key{3}, first + at}, b);
      for (std::size_t i = 0; i < elements_of(b); ++i)
        CHECK(bit(piece.bits, i) == bit(whole.bits, at + i));
      kept += piece.kept;
      at += elements_of(b);
    }
    CHECK(kept == whole.kept);
  }
}

TEST_CASE("what drop_block_mask refuses, and the order in which it does") {
  Bytes bits(4, 0x5A);
  std::size_t kept = 9;
  const Mask good{Rate{0.5}, Key{1}};
  const auto refused = [&](StatusCode want, const Mask& d, const Blocks& b, std::uint8_t* out,
                           std::size_t* count) {
    CHECK(drop_block_mask(d, b, out, count) == want);
    CHECK(bits == Bytes(4, 0x5A));
    CHECK(kept == 9);
  };
  Blocks b = {.samples = size_max, .channels = 2, .height = 1, .width = 1, .block = 2};
  refused(StatusCode::bad_probability, Mask{}, b, nullptr, nullptr);
  for (const std::size_t even : {std::size_t{0}, std::size_t{2}, size_max - 1}) {
    b.block = even;
    refused(StatusCode::bad_option, good, b, nullptr, nullptr);
  }
  b.samples = 0;
  refused(StatusCode::bad_option, good, b, nullptr, nullptr);
  b = {.samples = size_max, .channels = 2, .height = 1, .width = 1, .block = size_max};
  refused(StatusCode::bad_size, good, b, nullptr, nullptr);
  b = {.samples = 1, .channels = 1, .height = size_max / 2, .width = 3, .block = 1};
  refused(StatusCode::bad_size, good, b, nullptr, nullptr);
  b = {.samples = 3, .channels = 1, .height = size_max / 2, .width = 1, .block = 1};
  refused(StatusCode::bad_size, good, b, nullptr, nullptr);
  b = {.samples = 1, .channels = 2, .height = 3, .width = 4, .block = 3};
  refused(StatusCode::null_buffer, good, b, nullptr, &kept);
  refused(StatusCode::null_buffer, good, b, bits.data(), nullptr);
  refused(StatusCode::overlap, good, b, reinterpret_cast<std::uint8_t*>(&kept) + 1, &kept);
  for (std::size_t* const size : {&b.samples, &b.channels, &b.height, &b.width}) {
    const std::size_t was = *size;
    *size = 0;
    refused(StatusCode::ok, good, b, nullptr, nullptr);
    std::size_t count = 7;
    CHECK(drop_block_mask(good, b, nullptr, &count) == StatusCode::ok);
    CHECK(count == 0);
    *size = was;
  }
}

}  // namespace drop_block_mask_test
