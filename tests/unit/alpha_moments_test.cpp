// SPDX-License-Identifier: MIT
//
// That alpha dropout keeps the mean and the variance of a SELU network's activations.
#include <cmath>

#include "support.hpp"

namespace alpha_moments_test {

using namespace droplet;
using namespace support;

namespace {

// Standard normal (Box and Muller).
Floats normals(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  Floats x(count);
  for (float& v : x) {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - random.uniform()));
    v = static_cast<float>(radius * std::cos(6.283185307179586 * random.uniform()));
  }
  return x;
}

struct Moments {
  double mean, variance;
};

Moments moments(const Floats& x) {
  double sum = 0, squares = 0;
  for (const float v : x) sum += static_cast<double>(v);
  const double mean = sum / static_cast<double>(x.size());
  for (const float v : x) {
    const double distance = static_cast<double>(v) - mean;
    squares += distance * distance;
  }
  return {mean, squares / static_cast<double>(x.size())};
}

}  // namespace

// For n standard normals: the output's variance is 1 and its fourth central moment m4 depends on
// p; the mean's standard error is sqrt(1 / n), the variance's sqrt((m4 - 1) / n). z = 6.2 is passed
// by chance once in 1.7e9 tests; m4 is taken from the sample.
TEST_CASE("mean 0 and variance 1 stay") {
  const std::size_t count = effort<std::size_t>(1000000, 200000);
  const Floats x = normals(count, 11);
  for (const double p : {0.05, 0.1, 0.25, 0.5, 0.75, 0.9}) {
    Floats y(count);
    REQUIRE(alpha_dropout(Mask{Rate{p}, Key{12}}, x.data(), y.data(), count) == StatusCode::ok);
    const Moments m = moments(y);
    double m4 = 0;
    for (const float v : y) {
      const double square = (static_cast<double>(v) - m.mean) * (static_cast<double>(v) - m.mean);
      m4 += square * square;
    }
    m4 /= static_cast<double>(count);
    CAPTURE(p);
    CHECK(std::abs(m.mean) < 6.2 * std::sqrt(1.0 / static_cast<double>(count)));
    CHECK(std::abs(m.variance - 1) < 6.2 * std::sqrt((m4 - 1) / static_cast<double>(count)));
    // The test can fail: dropout proper at this p has variance 1 / keep.
    REQUIRE(dropout(Mask{Rate{p}, Key{12}}, x.data(), y.data(), count) == StatusCode::ok);
    CHECK(std::abs(moments(y).variance - 1) >
          6.2 * std::sqrt((m4 - 1) / static_cast<double>(count)));
  }
}

}  // namespace alpha_moments_test
