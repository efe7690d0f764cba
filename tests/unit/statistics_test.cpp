// SPDX-License-Identifier: MIT
//
// Keep rates, variances and correlations of the masks.
//
// Every check compares a z-score with 6.11, which a normal variable exceeds once in 1e9 tests
// (two-sided; at p = 1e-3, with few drops, once in 2e8): the 1,550 checks here would raise a false
// alarm for one choice of keys in 6e5. The keys are fixed, so each run repeats the last. Sums of
// squares are skewed, so theirs is 8: the chi-square of 1024 blocks exceeds it once in 4e12 tests
// (of the 256 under emulation, once in 7e10).
#include "statistics.hpp"

using namespace droplet;
using namespace support;
using namespace statistics;

namespace {

constexpr double limit = 6.11, squares_limit = 8.0;
constexpr std::size_t blocks = effort<std::size_t>(1024, 256), words = 64 * blocks;

const std::vector<double> common = {0.5, 0.25, 0.1, 0.9, 0.3};
// Pairs of drops are too rare at 1e-3 for a correlation's z-score to be normal.
const std::vector<double> common_and_rare = {0.5, 0.25, 0.1, 0.9, 0.3, 1e-3};

template <class Test>
void on_masks(const std::vector<double>& probabilities, Test test) {
  on_every_isa([&](const std::string&) {
    for (const double p : probabilities) {
      for (const std::uint64_t key : {std::uint64_t{0}, std::uint64_t{0xFEDCBA9876543210u}}) {
        const Mask d{Rate{p}, Key{key}};
        INFO("p = ", p, ", key = ", key);
        test(d, d.rate().keep());
      }
    }
  });
}

// A mask in which every `step`-th word was changed by change(word, the word before).
template <class Change>
Words spoiled(Words m, std::size_t step, Change change) {
  for (std::size_t w = step - 1; w < m.size(); w += step) m[w] = change(m[w], w > 0 ? m[w - 1] : 0);
  return m;
}

}  // namespace

TEST_CASE("the statistics see planted defects") {
  using W = std::uint64_t;
  const Mask d{Rate{0.1}, Key{1}};
  const double q = d.rate().keep();
  const Words good = draw(d, words);
  Words m = spoiled(good, 1, [](W w, W) { return w | 0xF; });
  CHECK(rate_z(m, q) > limit);
  m = spoiled(good, 1, [](W w, W) { return (w & ~(W{1} << 23)) | (w & 1) << 23; });
  CHECK(correlation_z(m, m, 23, q) > limit);
  CHECK(std::abs(correlation_z(m, m, 24, q)) < limit);
  CHECK(std::abs(rate_z(m, q)) < limit);
  m = spoiled(good, 64, [](W, W before) { return before; });
  CHECK(correlation_z(m, m, 64, q) > limit);
  m = spoiled(good, 2, [](W, W before) { return before; });
  CHECK(squares_z(m, 2, q) > squares_limit);
  CHECK(std::abs(squares_z(m, 1, q)) < squares_limit);
  m = spoiled(good, 4, [](W w, W) { return (w >> 32) * 0x100000001; });
  CHECK(squares_z(m, 1, q) > squares_limit);
}

TEST_CASE("keep rates") {
  on_masks(common_and_rare,
           [](const Mask& d, double q) { CHECK(std::abs(rate_z(draw(d, words), q)) < limit); });
}

TEST_CASE("counts of words, rows and blocks have the variance of independent elements") {
  on_masks(common_and_rare, [](const Mask& d, double q) {
    const Words m = draw(d, words);
    for (const std::size_t piece : {1u, 2u, 8u, 64u}) {
      CAPTURE(piece);
      CHECK(std::abs(squares_z(m, piece, q)) < squares_limit);
    }
  });
}

TEST_CASE("no autocorrelation, inside words, lanes, rows and blocks, or from block to block") {
  on_masks(common, [](const Mask& d, double q) {
    const Words m = draw(d, words);
    for (std::size_t lag = 1; lag <= 130; ++lag) {
      if (std::abs(correlation_z(m, m, lag, q)) >= limit) FAIL_CHECK("lag ", lag);
    }
    for (const std::size_t lag : {511u, 512u, 513u, 535u, 1024u, 3584u, 4095u, 4096u, 4097u}) {
      CAPTURE(lag);
      CHECK(std::abs(correlation_z(m, m, lag, q)) < limit);
    }
  });
}

TEST_CASE("keys that differ by one, or in what was folded in, give independent masks") {
  on_masks(common, [](const Mask& d, double q) {
    const Words m = draw(d, words);
    const auto other = [&](Key key) { return draw(Mask{d.rate(), key}, words); };
    for (const std::uint64_t by : {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{1} << 63}) {
      CHECK(std::abs(correlation_z(m, other({d.key().value + by}), 0, q)) < limit);
    }
    CHECK(std::abs(correlation_z(m, other({~d.key().value}), 0, q)) < limit);
    CHECK(std::abs(correlation_z(m, other(d.key().fold_in(0)), 0, q)) < limit);
    const Words step = other(d.key().fold_in(8));
    CHECK(std::abs(correlation_z(step, other(d.key().fold_in(9)), 0, q)) < limit);
    CHECK(std::abs(correlation_z(step, other(Key{d.key().value + 1}.fold_in(8)), 0, q)) < limit);
  });
}

TEST_CASE("the first blocks of many consecutive keys and folded steps, as one sequence") {
  on_every_isa([](const std::string&) {
    for (const bool folded : {false, true}) {
      const Rate rate{0.3};
      Words all;
      for (std::uint64_t i = 0; i < blocks; ++i) {
        const Words block = draw({rate, folded ? Key{7}.fold_in(i) : Key{i}}, 64);
        all.insert(all.end(), block.begin(), block.end());
      }
      CHECK(std::abs(rate_z(all, rate.keep())) < limit);
      CHECK(std::abs(squares_z(all, 64, rate.keep())) < squares_limit);
      for (const std::size_t lag : {1u, 64u, 512u, 4096u, 8192u}) {
        CAPTURE(lag);
        CHECK(std::abs(correlation_z(all, all, lag, rate.keep())) < limit);
      }
    }
  });
}
