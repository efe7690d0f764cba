// SPDX-License-Identifier: MIT
//
// The C interface against the C++ one, operation by operation.
#include <cmath>

#include "support.hpp"

using namespace droplet;
using namespace support;

namespace {

constexpr std::size_t samples = 20, channels = 5, inner = 7, n = samples * channels * inner;

// The same call by both interfaces must give the same status and bytes.
struct Pair {
  Mask cpp;
  droplet_mask_t c;
  Floats x = values(n, 1), branch = values(n, 2), y_cpp = Floats(n, 3.0f), y_c = Floats(n, 3.0f);
  Bytes mask_cpp = Bytes(n, 0x5A), mask_c = Bytes(n, 0x5A);

  Pair(double p, Mode mode) : cpp(Rate{p}, Key{77}.fold_in(5), 123, mode) {
    c = {droplet_rate(p), static_cast<std::uint8_t>(mode), {0, 0, 0}, droplet_fold_in(77, 5), 123};
  }
  bool same(StatusCode a, droplet_status_t b) const {
    return static_cast<int>(a) == static_cast<int>(b) && same_bytes(y_cpp, y_c) &&
           mask_cpp == mask_c;
  }
};

template <class Test>
void on_pairs(Test test) {
  for (const double p : {0.0, 0.1, 0.5, 1.0, 1.5, -0.1, std::nan("")}) {
    for (const Mode mode : {Mode::train, Mode::inference}) {
      INFO("p = ", p, ", mode ", static_cast<int>(mode));
      Pair pair(p, mode);
      test(pair, pair.x.data(), pair.y_cpp.data(), pair.y_c.data());
    }
  }
}

}  // namespace

TEST_CASE("elements and masks: C equals C++") {
  on_pairs([](Pair& p, const float* x, float* y, float* y_c) {
    std::uint8_t *m = p.mask_cpp.data(), *m_c = p.mask_c.data();
    CHECK(p.same(dropout(p.cpp, x, y, n), droplet_dropout(&p.c, x, y_c, n, nullptr)));
    CHECK(p.same(dropout(p.cpp, x, y, n, m), droplet_dropout(&p.c, x, y_c, n, m_c)));
    CHECK(p.same(fill_mask(p.cpp, m, n - 3), droplet_fill_mask(&p.c, m_c, n - 3)));
    CHECK(p.same(apply_mask(p.cpp.rate(), m, x, y, n),
                 droplet_apply_mask(&p.c.rate, m_c, x, y_c, n)));
    CHECK(p.same(relu_dropout(p.cpp, x, y, n), droplet_relu_dropout(&p.c, x, y_c, n)));
    CHECK(p.same(relu_dropout_backward(p.cpp, p.branch.data(), x, y, n),
                 droplet_relu_dropout_backward(&p.c, p.branch.data(), x, y_c, n)));
    CHECK(p.same(alpha_dropout(p.cpp, x, y, n), droplet_alpha_dropout(&p.c, x, y_c, n)));
    CHECK(p.same(alpha_dropout_backward(p.cpp, x, y, n),
                 droplet_alpha_dropout_backward(&p.c, x, y_c, n)));
  });
}

TEST_CASE("rows: C equals C++") {
  on_pairs([](Pair& p, const float* x, float* y, float* y_c) {
    for (const bool batch : {false, true}) {
      for (const bool unscaled : {false, true}) {
        const PathOptions o = {.batch = batch, .unscaled = unscaled};
        const float* b = p.branch.data();
        std::uint32_t kept[n / 7] = {}, kept_c[n / 7] = {};
        std::size_t count = 9, count_c = 9;
        CHECK(p.same(drop_path(p.cpp, x, y, {.rows = n / 7, .row_length = 7}, o),
                     droplet_drop_path(&p.c, x, y_c, {.rows = n / 7, .row_length = 7}, o)));
        CHECK(p.same(drop_path_add(p.cpp, x, b, y, {.rows = n / 7, .row_length = 7}, o),
                     droplet_drop_path_add(&p.c, x, b, y_c, {.rows = n / 7, .row_length = 7}, o)));
        CHECK(p.same(kept_rows(p.cpp, n / 7, kept, &count, o),
                     droplet_kept_rows(&p.c, n / 7, kept_c, &count_c, o)));
        CHECK(count == count_c);
        CHECK(std::memcmp(kept, kept_c, sizeof kept) == 0);
        CHECK(p.same(
            drop_path_scatter_add(p.cpp, x, b, count, y, {.rows = n / 7, .row_length = 7}, o),
            droplet_drop_path_scatter_add(&p.c, x, b, count, y_c, {.rows = n / 7, .row_length = 7},
                                          o)));
      }
    }
  });
}

TEST_CASE("channels: C equals C++") {
  on_pairs([](Pair& p, const float* x, float* y, float* y_c) {
    for (const Layout l : {Layout::channels_first, Layout::channels_last}) {
      const auto c = static_cast<std::uint8_t>(l);
      CHECK(p.same(
          feature_dropout(p.cpp, x, y,
                          {.samples = samples, .channels = channels, .inner = inner, .layout = l}),
          droplet_feature_dropout(
              &p.c, x, y_c,
              {.samples = samples, .channels = channels, .inner = inner, .layout = c})));
      CHECK(p.same(
          feature_alpha_dropout(
              p.cpp, x, y, {.samples = samples, .channels = channels, .inner = inner, .layout = l}),
          droplet_feature_alpha_dropout(
              &p.c, x, y_c,
              {.samples = samples, .channels = channels, .inner = inner, .layout = c})));
      CHECK(p.same(
          feature_alpha_dropout_backward(
              p.cpp, x, y, {.samples = samples, .channels = channels, .inner = inner, .layout = l}),
          droplet_feature_alpha_dropout_backward(
              &p.c, x, y_c,
              {.samples = samples, .channels = channels, .inner = inner, .layout = c})));
    }
  });
}
