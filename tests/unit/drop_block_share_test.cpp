// SPDX-License-Identifier: MIT
//
// How many elements DropBlock keeps, against what its seeds and squares make exactly.
//
// A z-score fails beyond 6.11, which is one in 1e9: the three here would raise a false alarm for
// one choice of keys in 3e8. The keys are fixed, so each run repeats the last.
#include <algorithm>
#include <cmath>

#include "support.hpp"

namespace drop_block_share_test {

using namespace droplet;
using namespace support;

namespace {

// Of one plane: how many are kept on average, and the variance of that. An element is kept where no
// seed is in the square around it; a pair where none is in the two.
struct Moments {
  double mean = 0, variance = 0;
};
struct Range {
  std::ptrdiff_t from, to;
};
Range around(std::ptrdiff_t at, std::ptrdiff_t size, std::ptrdiff_t r) {
  return {std::max(at - r, r), std::min(at + r + 1, size - r)};
}
std::size_t length(Range a) {
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(a.to - a.from, 0));
}
Range both(Range a, Range b) { return {std::max(a.from, b.from), std::min(a.to, b.to)}; }
Moments moments(const Blocks& b, double keep) {
  const auto h = static_cast<std::ptrdiff_t>(b.height), w = static_cast<std::ptrdiff_t>(b.width);
  const auto r = static_cast<std::ptrdiff_t>(b.block / 2);
  std::vector<double> power = {1};  // of keep: std::pow is slow where doubles are in software
  while (power.size() <= 2 * b.block * b.block) power.push_back(power.back() * keep);
  Moments m;
  for (std::ptrdiff_t i = 0; i < h * w; ++i) {
    const Range rows = around(i / w, h, r), columns = around(i % w, w, r);
    const std::size_t size = length(rows) * length(columns);
    const double one = power[size];
    m.mean += one;
    for (std::ptrdiff_t j = 0; j < h * w; ++j) {
      const Range others = around(j / w, h, r), across = around(j % w, w, r);
      const std::size_t other = length(others) * length(across);
      const std::size_t shared = length(both(rows, others)) * length(both(columns, across));
      m.variance += power[size + other - shared] - one * power[other];
    }
  }
  return m;
}

}  // namespace

TEST_CASE("as many are kept as should be") {
  const std::size_t count = effort<std::size_t>(20000, 2000);
  struct {
    std::size_t height, width, block;
    double p;
  } const cases[] = {{14, 14, 7, 0.1}, {14, 14, 7, 0.5}, {9, 17, 3, 0.2}};
  for (const auto& c : cases) {
    const Blocks b = {
        .samples = 1, .channels = count, .height = c.height, .width = c.width, .block = c.block};
    const Rate rate = drop_block_rate(c.p, b);
    Bytes bits(mask_bytes(count * b.height * b.width));
    std::size_t kept = 0;
    REQUIRE(drop_block_mask(Mask{rate, Key{5}}, b, bits.data(), &kept) == StatusCode::ok);
    const auto score = [&](const Moments& m) {
      const double planes_drawn = static_cast<double>(count);
      return (static_cast<double>(kept) - m.mean * planes_drawn) /
             std::sqrt(m.variance * planes_drawn);
    };
    CAPTURE(c.p);
    const Moments right = moments(b, rate.keep());
    CHECK(std::fabs(score(right)) < 6.11);
    // A seventh more seeds, or half as many again where fewer planes are drawn.
    const double more = (1 - rate.keep()) * effort(8.0 / 7, 1.5);
    CHECK(std::fabs(score(moments(b, 1 - more))) > 6.11);
    // Blocks overlap: never more than p.
    const double mean = right.mean / static_cast<double>(c.height * c.width);
    CHECK(mean > 1 - c.p);
    CHECK(mean < 1 - c.p / 2);
  }
}

}  // namespace drop_block_share_test
