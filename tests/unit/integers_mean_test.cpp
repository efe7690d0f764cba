// SPDX-License-Identifier: MIT
//
// Integers on average: kept ones are as large as they must be, but for ties, which go up; and every
// int8 around every zero point.
#include <cmath>

#include "integer_rig.hpp"

namespace integers_mean_test {

using namespace droplet;
using namespace support;

namespace {

constexpr double probabilities[] = {0.1, 0.25, 1.0 / 3, 0.5, 0.75, 0.9};

}  // namespace

// Of distances of both signs the mean error is 0, and 1/4 where half of them are ties.
TEST_CASE_TEMPLATE("kept integers are a quarter unit high at most", T, INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    for (const double p : probabilities) {
      const Rate rate{p};
      const int most = sizeof(T) == 1 ? 12 : 3000;  // of which none saturates
      for (const int zero : {0, fixed::least_zero<T> != 0 ? 3 : 0}) {
        std::vector<T> x, y(static_cast<std::size_t>(2 * most + 1));
        for (int d = -most; d <= most; ++d) x.push_back(static_cast<T>(zero + d));
        const Bytes ones((x.size() + 7) / 8, 0xFF);
        REQUIRE(apply_mask(rate, ones.data(), x.data(), y.data(), x.size(), {.zero_point = zero}) ==
                StatusCode::ok);
        double error = 0;
        for (const T v : y) error += v - zero;
        error /= static_cast<double>(x.size());
        CAPTURE(p);
        CAPTURE(error);
        CHECK(error >= -1e-6);
        CHECK(error <= 0.2501);
      }
    }
  });
}

// y's mean is keep times what is kept, which is x but for the rounding: by a z-score.
TEST_CASE_TEMPLATE("the mean of dropped integers is x", T, INTEGER_TYPES) {
  constexpr std::size_t n = 1 << 18;
  for (const double p : probabilities) {
    const Mask mask{Rate{p}, Key{rig_key}};
    for (const bool unscaled : {false, true}) {
      constexpr int zero = fixed::least_zero<T> != 0 ? -3 : 0, d = 11;
      const double keep = mask.rate().keep(), count = static_cast<double>(n);
      std::vector<T> x(n, zero + d);
      REQUIRE(dropout(mask, x.data(), x.data(), n, {.zero_point = zero, .unscaled = unscaled}) ==
              StatusCode::ok);
      double sum = 0;
      for (const T v : x) sum += v - zero;
      const float scale = unscaled ? mask.rate().tensor_scale(1.0f) : 1.0f;
      const double mean = sum / count * static_cast<double>(scale);
      const double spread = d * std::sqrt((1 - keep) / keep / count);
      CAPTURE(p);
      CAPTURE(mean);
      CHECK(std::fabs(mean - d) <= 6 * spread + (unscaled ? 0 : 0.51 * keep));
    }
  }
}

TEST_CASE("every int8 around every zero point") {
  on_every_isa([](const std::string&) {
    std::vector<std::int8_t> x(2048), y(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<std::int8_t>(i);
    for (const double p : {0.1, 0.5, 0.9}) {
      const Mask mask{Rate{p}, Key{rig_key}};
      const auto& bits = reference_mask(p, 0, x.size());
      const auto factor = fixed::factor_of<std::int8_t>(mask.rate().scale());
      for (int zero = -128; zero < 128; ++zero) {
        REQUIRE(apply_mask(mask.rate(), reference::pack(bits, x.size()).data(), x.data(), y.data(),
                           x.size(), {.zero_point = zero}) == StatusCode::ok);
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < x.size(); ++i)
          wrong += y[i] != (bits[i] ? fixed::kept(factor, x[i], zero) : zero) ? 1 : 0;
        if (wrong != 0) FAIL_CHECK("p = ", p, ", zero point ", zero, ": ", wrong, " wrong");
      }
    }
  });
}

TEST_CASE("the scale of a tensor that is not rescaled") {
  CHECK(Rate{0.5}.tensor_scale(0.25f) == 0.5f);
  CHECK(Rate::of_draws(0.75, 2).tensor_scale(0x1p-7f) == 0x1p-5f);
  CHECK(Rate{0.0}.tensor_scale(0.1f) == 0.1f);
  CHECK(Rate{1.0}.tensor_scale(0.1f) == 0.1f);
  const Rate rate{0.1};
  CHECK(rate.tensor_scale(3.0f) == 3.0f * rate.scale());
  CHECK(droplet_rate_tensor_scale(&rate.c(), 3.0f) == rate.tensor_scale(3.0f));
  CHECK(droplet_rate_tensor_scale(nullptr, 3.0f) == 3.0f);
}

}  // namespace integers_mean_test
