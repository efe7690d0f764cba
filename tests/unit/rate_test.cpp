// SPDX-License-Identifier: MIT
//
// Rates are computed by integers; here they are compared with floating point.
#include <cmath>
#include <limits>

#include "reference.hpp"
#include "support.hpp"

namespace rate_test {

using namespace droplet;
using namespace support;

namespace {

static_assert(Rate::of_draws(0.1, 4).keep_units() == std::uint64_t{14} << 40, "constexpr");

bool as_defined(double p) {
  const std::uint64_t q = reference::keep_units(p);
  const droplet_rate_t rate = droplet_rate(p);
  return Rate{rate}.keep_units() == q &&
         bits_of(rate.scale) == bits_of(q == 0 ? 0.0f : reference::scale(q)) &&
         Rate{rate} == Rate{p};
}

double of_bits(std::uint64_t bits) {
  double p;
  std::memcpy(&p, &bits, sizeof p);
  return p;
}

// What a rate costs, in draws of 64 elements: docs/MASK.md.
unsigned draws(const Rate& rate) {
  const std::uint64_t q = rate.keep_units(), t = q >> 32, f = q & 0xFFFFFFFFu;
  if (q == 0 || q == reference::keep_everything) return 0;
  unsigned first = 0;
  while (f == 0 && (t >> first & 1) == 0) ++first;
  return 12 - first + (f != 0 ? 1 : 0);
}

}  // namespace

TEST_CASE("every exponent of p, ends and middle of each") {
  for (std::uint64_t exponent = 0; exponent <= 1022; ++exponent) {
    for (const std::uint64_t fraction : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 51,
                                         (std::uint64_t{1} << 52) - 1}) {
      const double p = of_bits(exponent << 52 | fraction);
      CAPTURE(p);
      CHECK(as_defined(p));
      CHECK(as_defined(1.0 - p));
    }
  }
}

TEST_CASE("1 - p between two doubles, and its units between two integers") {
  Random random(2);
  for (int i = 0; i < 200000; ++i) {
    // Multiples of 2^-55 and below leave ties in the subtraction, those of 2^-45 in the units.
    const double grid = std::ldexp(1.0, -44 - static_cast<int>(random.below(13)));
    const double p =
        static_cast<double>(random.below(1u << 20)) * grid + (random.below(2) != 0 ? 0.25 : 0.0);
    if (!as_defined(p)) FAIL_CHECK("p = ", p);
  }
}

// The quotient's 53 bits end in a tie of 24 that it is not: rounding once would give the neighbour.
TEST_CASE("the scale is rounded to 53 bits and then to 24") {
  unsigned twice = 0;
  for (const std::uint64_t q : {9374330096830u, 9904860153871u, 11062421064834u}) {
    const double p = 1.0 - std::ldexp(static_cast<double>(q), -44);
    REQUIRE(Rate{p}.keep_units() == q);
    CHECK(bits_of(Rate{p}.scale()) == bits_of(reference::scale(q)));
    const long double exact = 0x1p44L / static_cast<long double>(q);
    if (sizeof(long double) > 8 && static_cast<float>(exact) != reference::scale(q)) ++twice;
  }
  if (std::numeric_limits<long double>::digits == 64) CHECK(twice == 3);
}

TEST_CASE("a rate of few draws is the nearest") {
  Random random(3);
  for (std::uint32_t k = 1; k <= 12; ++k) {
    const double units = std::ldexp(1.0, static_cast<int>(k));
    for (int i = 0; i < 2000; ++i) {
      double p = random.uniform();
      if (i % 4 == 0) p = (static_cast<double>(random.below(1u << k)) + 0.5) / units;  // ties
      if (i % 4 == 1) p = std::ldexp(p, -20);
      if (i % 4 == 2) p = 1.0 - std::ldexp(p, -20);
      const double q = std::fmin(std::fmax(std::nearbyint((1.0 - p) * units), 1.0), units - 1.0);
      const Rate rate = Rate::of_draws(p, k);
      const bool right = rate.keep() == q / units && draws(rate) <= k && rate.valid() &&
                         Rate{droplet_rate_of_draws(p, k)} == rate;
      if (!right) FAIL_CHECK("p = ", p, ", ", k, " draws");
    }
    CHECK(Rate::of_draws(0.0, k) == Rate{0.0});
    CHECK(Rate::of_draws(-0.0, k) == Rate{0.0});
    CHECK(Rate::of_draws(1.0, k) == Rate{1.0});
  }
  CHECK(draws(Rate{0.125}) == 3);
  CHECK(draws(Rate{0.1}) == 13);
  CHECK(Rate::of_draws(0.1, 4) == Rate{0.125});
}

TEST_CASE("rates of other draws, or of no probability, are not valid") {
  for (const std::uint32_t k : {0u, 13u, 44u, 0xFFFFFFFFu}) {
    CHECK(Rate::of_draws(0.5, k) == Rate{});
    CHECK_FALSE(Rate::of_draws(0.5, k).valid());
  }
  for (const double p : {-0.1, 1.1, std::nan("")}) CHECK(Rate::of_draws(p, 4) == Rate{});
}

}  // namespace rate_test
