// SPDX-License-Identifier: MIT
//
// Signed zeros, NaNs, infinities and subnormals: kept ones become exactly x * scale, dropped ones
// +0. Every value passes through every lane of a vector and every place of a tail.
#include "rig.hpp"
#include "specials.hpp"

namespace values_test {

using namespace droplet;
using namespace support;
using namespace specials;

namespace {

constexpr std::uint64_t first = 5;

template <class Want>
void check(const Floats& x, const Floats& y, const reference::Bits& bits, Want want) {
  for (std::size_t i = 0; i < x.size(); ++i) {
    const float expected = bits[i] ? want(x[i]) : 0.0f;
    if (same(y[i], expected)) continue;
    FAIL_CHECK("n = ", x.size(), ", element ", i, ", kept ", bits[i], ": ", x[i], " became ", y[i],
               ", not ", expected);
    return;
  }
}

// Calls test(x, d, n) for counts that end in tails of every length, and with whole rows.
template <class Test>
void on_specials(double p, Test test) {
  for (std::size_t turn = 0; turn < special_values().size(); ++turn) {
    for (const std::size_t n : {1u, 2u, 3u, 5u, 7u, 8u, 15u, 16u, 17u, 31u, 33u, 63u, 69u, 1000u}) {
      test(filled(n, turn), Mask{Rate{p}, Key{rig_key}, first}, n);
    }
  }
}

}  // namespace

TEST_CASE("dropout of special values") {
  on_every_isa([](const std::string& isa) {
    const bool flush = flushes_subnormals(isa);
    for (const double p : {0.5, 0.25, 0.9, 0.1}) {
      on_specials(p, [&](const Floats& x, const Mask& d, std::size_t n) {
        const auto& bits = reference_mask(p, first, n);
        const auto want = [&](float v) { return product(v, d.rate().scale(), flush); };
        Floats y(n, 9.0f);
        REQUIRE(dropout(d, x.data(), y.data(), n) == StatusCode::ok);
        check(x, y, bits, want);
        Bytes mask((n + 7) / 8);
        REQUIRE(dropout(d, x.data(), y.data(), n, mask.data()) == StatusCode::ok);
        check(x, y, bits, want);
        y = x;
        REQUIRE(apply_mask(d.rate(), mask.data(), y.data(), y.data(), n) == StatusCode::ok);
        check(x, y, bits, want);
      });
    }
  });
}

TEST_CASE("special values in rows and channels") {
  on_every_isa([](const std::string& isa) {
    const bool flush = flushes_subnormals(isa);
    on_specials(0.5, [&](const Floats& x, const Mask& d, std::size_t n) {
      const auto& bits = reference_mask(0.5, first, n);
      const auto want = [&](float v) { return product(v, 2.0f, flush); };
      Floats y(n, 9.0f);
      REQUIRE(drop_path(d, x.data(), y.data(), {.rows = n, .row_length = 1}) == StatusCode::ok);
      check(x, y, bits, want);
      REQUIRE(feature_dropout(
                  d, x.data(), y.data(),
                  {.samples = 1, .channels = n, .inner = 1, .layout = Layout::channels_last}) ==
              StatusCode::ok);
      check(x, y, bits, want);
      const reference::Bits all(n, bits[0]);
      REQUIRE(drop_path(d, x.data(), y.data(), {.rows = 1, .row_length = n}) == StatusCode::ok);
      check(x, y, all, want);
      REQUIRE(feature_dropout(d, x.data(), y.data(), {.samples = 1, .channels = 1, .inner = n}) ==
              StatusCode::ok);
      check(x, y, all, want);
    });
  });
}

TEST_CASE("an unscaled row keeps its bytes, NaN payloads and subnormals on ARMv7 too") {
  on_every_isa([](const std::string&) {
    on_specials(0.5, [&](const Floats& x, const Mask& d, std::size_t n) {
      const auto& bits = reference_mask(0.5, first, n);
      Floats y(n, 9.0f);
      REQUIRE(drop_path(d, x.data(), y.data(), {.rows = n, .row_length = 1},
                        {.batch = false, .unscaled = true}) == StatusCode::ok);
      std::size_t wrong = 0;
      for (std::size_t i = 0; i < n; ++i) wrong += bits_of(y[i]) != (bits[i] ? bits_of(x[i]) : 0);
      CHECK(wrong == 0);
    });
  });
}

TEST_CASE("a residual of special values: a dropped branch leaves its bytes alone") {
  on_every_isa([](const std::string& isa) {
    const bool flush = flushes_subnormals(isa);
    on_specials(0.5, [&](const Floats& r, const Mask& d, std::size_t n) {
      const auto& bits = reference_mask(0.5, first, n);
      const Floats branch = filled(n, n / 3);
      Floats y(n, 9.0f);
      REQUIRE(drop_path_add(d, r.data(), branch.data(), y.data(), {.rows = n, .row_length = 1}) ==
              StatusCode::ok);
      for (std::size_t i = 0; i < n; ++i) {
        const float kept = sum(r[i], product(branch[i], 2.0f, flush), flush);
        if (bits[i] ? same(y[i], kept) : bits_of(y[i]) == bits_of(r[i])) continue;
        FAIL_CHECK("n = ", n, ", element ", i, ": ", r[i], " + 2 * ", branch[i], " = ", y[i]);
      }
    });
  });
}

TEST_CASE("alpha dropout of special values") {
  on_every_isa([](const std::string& isa) {
    const bool flush = flushes_subnormals(isa);
    on_specials(0.25, [&](const Floats& x, const Mask& d, std::size_t n) {
      const auto& bits = reference_mask(0.25, first, n);
      const operations::Affine c = operations::affine(0.75);
      const auto a = static_cast<float>(c.a), b = static_cast<float>(c.b);
      Floats y(n), gradient(n);
      REQUIRE(alpha_dropout(d, x.data(), y.data(), n) == StatusCode::ok);
      REQUIRE(alpha_dropout_backward(d, x.data(), gradient.data(), n) == StatusCode::ok);
      check(x, gradient, bits, [&](float v) { return product(v, a, flush); });
      for (std::size_t i = 0; i < n; ++i) {
        const float kept = sum(product(x[i], a, flush), b, flush);
        if (!same(y[i], bits[i] ? kept : static_cast<float>(c.dropped))) FAIL_CHECK(x[i], y[i]);
      }
    });
  });
}

}  // namespace values_test
