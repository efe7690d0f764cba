// SPDX-License-Identifier: MIT
//
// Schedules of drop probabilities, as constants and at run time.
#include <limits>

#include "droplet/schedule.hpp"
#include "support.hpp"

using namespace droplet;
using namespace support;

namespace {

// The products and quotients of IEEE doubles (Python's), where another order gives another double.
static_assert(linear_decay(0.3, 7, 53) == 0x1.4496b3aeda532p-5, "p * layer / layers");
static_assert(linear_decay_from_zero(0.3, 7, 54) == 0x1.4496b3aeda532p-5,
              "p * layer / (layers - 1)");
static_assert(scheduled(0.3, 9, 49) == 0x1.c3655ae7f7a41p-5, "p * (step / steps)");
static_assert(scheduled(linear_decay(0.4, 6, 18), 9, 36) == 0.4 * 6 / 18 * 0.25, "NASNet's: both");
constexpr Mask as_a_constant{Rate{linear_decay(0.2, 3, 12)}, Key{1}};
static_assert(as_a_constant.rate() == Rate{0.2 * 3 / 12}, "a rate's constant");

std::uint64_t as_integer(double value) {
  std::uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

bool makes_no_rate(double p) { return !Rate{p}.valid() && !Rate{droplet_rate(p)}.valid(); }

}  // namespace

TEST_CASE("layers by Huang's rule and by timm's, in C++ and in C") {
  for (const double p : {0.0, 0.1, 0.3, 0x1p-1074, 1.0}) {
    for (std::uint32_t layers = 1; layers <= 60; ++layers) {
      CAPTURE(p);
      CAPTURE(layers);
      for (std::uint32_t i = 0; i < layers; ++i) {
        const double huang = p * (i + 1) / layers, timm = layers == 1 ? 0 : p * i / (layers - 1);
        CHECK(as_integer(linear_decay(p, i + 1, layers)) == as_integer(huang));
        CHECK(as_integer(droplet_linear_decay(p, i + 1, layers)) == as_integer(huang));
        CHECK(as_integer(linear_decay_from_zero(p, i, layers)) == as_integer(timm));
        CHECK(as_integer(droplet_linear_decay_from_zero(p, i, layers)) == as_integer(timm));
      }
      CHECK(linear_decay_from_zero(p, 0, layers) == 0);
    }
  }
}

TEST_CASE("steps by NASNet's rule, in C++ and in C") {
  for (const double p : {0.0, 0.1, 0.3, 1.0}) {
    for (const std::uint64_t steps : {1ull, 2ull, 49ull, 1ull << 40, ~0ull}) {
      for (const std::uint64_t step :
           {0ull, 1ull, 9ull, 48ull, 49ull, 1ull << 39, ~0ull - 1, ~0ull}) {
        const double ratio = static_cast<double>(step) / static_cast<double>(steps);
        const double expected = step >= steps ? p : p * ratio;
        CHECK(as_integer(scheduled(p, step, steps)) == as_integer(expected));
        CHECK(as_integer(droplet_scheduled(p, step, steps)) == as_integer(expected));
      }
    }
  }
}

TEST_CASE("what is no layer, step or probability makes no rate") {
  CHECK(makes_no_rate(linear_decay(0.1, 0, 4)));
  CHECK(makes_no_rate(linear_decay(0.1, 5, 4)));
  CHECK(makes_no_rate(linear_decay_from_zero(0.1, 4, 4)));
  CHECK(makes_no_rate(linear_decay_from_zero(0.1, 0, 0)));
  CHECK(makes_no_rate(scheduled(0.1, 0, 0)));
  for (const double p : {-0.1, 1.5, std::numeric_limits<double>::quiet_NaN(),
                         std::numeric_limits<double>::infinity()}) {
    CAPTURE(p);
    CHECK(makes_no_rate(linear_decay(p, 1, 4)));
    CHECK(makes_no_rate(linear_decay_from_zero(p, 1, 4)));
    CHECK(makes_no_rate(linear_decay_from_zero(p, 0, 1)));
    CHECK(makes_no_rate(scheduled(p, 1, 4)));
    CHECK(makes_no_rate(scheduled(p, 4, 4)));
  }
}
