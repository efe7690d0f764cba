// SPDX-License-Identifier: MIT
//
// The rate of DropBlock's seeds, and the scale of what is kept.
#include <algorithm>
#include <cmath>

#include "reference.hpp"
#include "support.hpp"

namespace drop_block_rate_test {

using namespace droplet;
using namespace support;

namespace {

std::size_t side_of(const Blocks& b) {
  const std::size_t side = std::min({b.block, b.height, b.width});
  return side % 2 == 0 ? side - 1 : side;
}

double formula(double p, const Blocks& b) {
  const double side = static_cast<double>(side_of(b));
  const double height = static_cast<double>(b.height), width = static_cast<double>(b.width);
  volatile double rate = p * (height * width);
  rate = rate / (side * side);
  rate = rate / ((height - side + 1) * (width - side + 1));
  return rate;
}

}  // namespace

TEST_CASE("the rate is the formula's, each step rounded") {
  std::uint64_t state = 1;
  const auto below = [&](std::uint64_t n) {
    return (state = reference::mix64(state + reference::G)) % n;
  };
  for (std::size_t i = 0; i < effort<std::size_t>(100000, 5000); ++i) {
    const std::uint64_t most = i % 3 == 0 ? 8 : i % 3 == 1 ? 300 : 100000;
    const Blocks b = {.samples = 1,
                      .channels = 1,
                      .height = static_cast<std::size_t>(1 + below(most)),
                      .width = static_cast<std::size_t>(1 + below(most)),
                      .block = static_cast<std::size_t>(1 + below(12))};
    const double p = static_cast<double>(below(1 << 20)) * 0x1p-20 / (i % 2 == 0 ? 1 : 3);
    const Rate want{formula(p, b)};
    const Rate got = drop_block_rate(p, b);
    if (got == want) continue;
    FAIL_CHECK("p = ", p, ", ", b.height, " x ", b.width, ", block ", b.block);
  }
  const Blocks b = {.samples = 1, .channels = 1, .height = 14, .width = 14, .block = 7};
  CHECK(drop_block_rate(0.1, b).keep_units() == Rate{0.1 * 196 / 49 / 64}.keep_units());
  CHECK(drop_block_rate(0.0, b) == Rate{0.0});
  CHECK(drop_block_rate(-0.0, b) == Rate{0.0});
  CHECK(drop_block_rate(5e-324, b) == Rate{0.0});
  for (const double p : {-0.1, 1.1, HUGE_VAL, -5e-324, std::nan("")})
    CHECK_FALSE(drop_block_rate(p, b).valid());
}

TEST_CASE("the rate of p = 1, and of planes or blocks of nothing") {
  Blocks b = {.samples = 1, .channels = 1, .height = 8, .width = 8, .block = 7};
  CHECK(drop_block_rate(1.0, b) == Rate{formula(1.0, b)});
  b.block = 8;  // 7 of 8
  CHECK(drop_block_rate(1.0, b) == Rate{formula(1.0, b)});
  b.height = b.width = 2;  // 1 of 2
  CHECK(drop_block_rate(0.75, b) == Rate{0.75});
  b.height = b.width = 3;  // all of 3
  CHECK(drop_block_rate(1.0, b) == Rate{1.0});
  for (const std::size_t none : {0u, 1u, 2u}) {
    Blocks empty = {.samples = 1, .channels = 1, .height = 3, .width = 4, .block = 3};
    (none == 0 ? empty.block : none == 1 ? empty.height : empty.width) = 0;
    CHECK(drop_block_rate(0.3, empty) == Rate{0.3});
  }
  if constexpr (sizeof(std::size_t) > 4) {
    b.height = b.width = size_max;
    CHECK_FALSE(drop_block_rate(0.3, b).valid());
    b.width = 1;
    CHECK(drop_block_rate(0.3, b) == Rate{formula(0.3, b)});
  }
}

TEST_CASE("the scale is the quotient of doubles, as a float") {
  std::uint64_t state = 1;
  for (std::size_t i = 0; i < effort<std::size_t>(100000, 5000); ++i) {
    state = reference::mix64(state + reference::G);
    const std::uint64_t n = 1 + (state >> (20 + i % 44)), kept = 1 + reference::mix64(state) % n;
    const double quotient = static_cast<double>(n) / static_cast<double>(kept);
    REQUIRE(mask_scale(n, kept).value() == static_cast<float>(quotient));
  }
  constexpr std::uint64_t most = std::uint64_t{1} << 44;
  CHECK(mask_scale(most, 1).value() == 0x1p44f);
  CHECK(mask_scale(most, most) == Scale{});
  CHECK(mask_scale(7, 0) == Scale{});
  CHECK(mask_scale(0, 0) == Scale{});
  CHECK(mask_scale(most + 1, 1).c().bits == 0);
  CHECK(mask_scale(3, 4).c().bits == 0);
  CHECK(mask_scale(0, 1).c().bits == 0);
}

}  // namespace drop_block_rate_test
