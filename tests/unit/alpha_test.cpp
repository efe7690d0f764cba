// SPDX-License-Identifier: MIT
//
// Alpha dropout against PyTorch's definition.
#include <cmath>

#include "rig.hpp"

namespace alpha_test {

using namespace droplet;
using namespace support;

namespace {

// Both kinds of element occur at each p below, 2^-12 included.
constexpr std::size_t n = 65536;

int ulps_apart(float got, double want) {
  const auto rounded = static_cast<float>(want);
  return std::abs(static_cast<int>(bits_of(got)) - static_cast<int>(bits_of(rounded)));
}

// a, b and the value of dropped elements, as the library shows them.
struct Seen {
  float a, b, dropped;
};

Seen seen(const Mask& d) {
  const Bytes mask = mask_of(d, n);
  const Floats zeros(n, 0.0f), ones(n, 1.0f);
  Floats y(n), slope(n);
  REQUIRE(alpha_dropout(d, zeros.data(), y.data(), n) == StatusCode::ok);
  REQUIRE(alpha_dropout_backward(d, ones.data(), slope.data(), n) == StatusCode::ok);
  Seen s = {0, 0, 0};
  for (std::size_t i = 0; i < n; ++i) (bit(mask, i) ? s.b : s.dropped) = y[i];
  for (std::size_t i = 0; i < n; ++i) {
    if (bit(mask, i)) s.a = slope[i];
    if (!bit(mask, i)) REQUIRE(bits_of(slope[i]) == 0);
  }
  return s;
}

}  // namespace

TEST_CASE("a, b and alpha' are PyTorch's within one unit in the last place") {
  on_every_isa([](const std::string&) {
    for (const double p : {0.5, 0.25, 0.1, 0.9, 0.01, 0.99, 0.3, 0.7, 1e-3, 0x1p-12, 0.999}) {
      const Mask d{Rate{p}, Key{3}};
      const operations::Affine want = operations::affine(d.rate().keep());
      const Seen got = seen(d);
      CAPTURE(p);
      CHECK(ulps_apart(got.a, want.a) <= 1);
      CHECK(ulps_apart(got.b, want.b) <= 1);
      CHECK(ulps_apart(got.dropped, want.dropped) <= 1);
    }
  });
}

// Where keep is tiny the iteration for the inverse root is longest.
TEST_CASE("a converges over the whole range of p") {
  Random random(4);
  for (int i = 0; i < 2000; ++i) {
    const double keep = std::ldexp(1.0 + random.uniform(), -1 - static_cast<int>(random.below(43)));
    const Mask d{Rate{1.0 - keep}, Key{1}};
    const float one = 1.0f;
    // There are few kept elements, if any; a call of one element may start at any index.
    constexpr std::size_t few = 4096;
    const Bytes mask = mask_of(d, few);
    std::size_t at = 0;
    while (at < few && !bit(mask, at)) ++at;
    if (at == few) continue;
    Mask there = d;
    there.set_first(at);
    float slope = 0;
    REQUIRE(alpha_dropout_backward(there, &one, &slope, 1) == StatusCode::ok);
    if (ulps_apart(slope, operations::affine(d.rate().keep()).a) > 1) FAIL_CHECK("keep = ", keep);
  }
}

TEST_CASE("dropped features of alpha dropout share one value in every layout") {
  on_every_isa([](const std::string&) {
    const Mask d{Rate{0.5}, Key{8}};
    const Seen s = seen(d);
    const Floats x = values(40 * 6 * 5, 9);
    for (const Layout layout : {Layout::channels_first, Layout::channels_last}) {
      Floats y(x.size());
      REQUIRE(feature_alpha_dropout(d, x.data(), y.data(),
                                    {.samples = 40, .channels = 6, .inner = 5, .layout = layout}) ==
              StatusCode::ok);
      const Bytes mask = mask_of(d, 240);
      for (std::size_t i = 0; i < x.size(); ++i) {
        const std::size_t channel = layout == Layout::channels_first ? i / 5 : i / 30 * 6 + i % 6;
        const float product = x[i] * s.a;
        const float want = bit(mask, channel) ? product + s.b : s.dropped;
        if (bits_of(y[i]) != bits_of(want)) FAIL_CHECK("element ", i);
      }
    }
  });
}

TEST_CASE("alpha dropout with p = 1 is +0, forward and backward") {
  const Mask d{Rate{1.0}, Key{3}};
  const Floats x = values(100, 5);
  Floats y(100, 3.0f), gradient(100, 3.0f);
  REQUIRE(alpha_dropout(d, x.data(), y.data(), 100) == StatusCode::ok);
  REQUIRE(alpha_dropout_backward(d, x.data(), gradient.data(), 100) == StatusCode::ok);
  CHECK(same_bytes(y, Floats(100, 0.0f)));
  CHECK(same_bytes(gradient, Floats(100, 0.0f)));
}

TEST_CASE("the dropped constant keeps its digits where almost everything is dropped") {
  for (const double keep : {0x1p-40, 0x1p-20, 0x1p-10}) {
    const Mask d{Rate{1.0 - keep}, Key{3}};
    const float x = 0.0f;
    float y = 0.0f;
    REQUIRE(alpha_dropout(d, &x, &y, 1) == StatusCode::ok);
    const double alpha = 1.7580993408473766;
    const double a = 1.0 / std::sqrt((alpha * alpha * (1.0 - keep) + 1.0) * keep);
    CHECK(y == doctest::Approx(-a * alpha * keep).epsilon(1e-6));
  }
}

}  // namespace alpha_test
