// SPDX-License-Identifier: MIT
//
// Sizes of 0, and sizes whose bytes overflow size_t.
#include "operations.hpp"
#include "support.hpp"

using namespace droplet;
using namespace support;
using operations::Operation;

namespace {

constexpr std::size_t huge = SIZE_MAX / 2;
// rows * 3 and samples * 3 * 5 wrap around to a number that looks innocent.
constexpr std::size_t wraps = SIZE_MAX / 3 + 2;

// What a refused call must leave alone.
struct Field {
  Floats x = Floats(64, 1.5f), y = Floats(64, 2.5f);
  Bytes mask = Bytes(64, 0x3C);
  Mask d{Rate{0.5}, Key{5}};
  bool untouched() const {
    return same_bytes(x, Floats(64, 1.5f)) && same_bytes(y, Floats(64, 2.5f)) &&
           mask == Bytes(64, 0x3C);
  }
};

}  // namespace

TEST_CASE("nothing to do is ok, null pointers included") {
  on_every_isa([](const std::string&) {
    for (const double p : {0.0, 0.5, 1.0}) {
      const Mask d{Rate{p}, Key{1}};
      for (const Operation& op : operations::all()) {
        INFO(op.name);
        CHECK(op.run(d, operations::Buffers<float>{nullptr, nullptr, nullptr, nullptr}, 0) ==
              StatusCode::ok);
      }
      CHECK(drop_path(d, nullptr, no_floats, {.rows = 5, .row_length = 0}) == StatusCode::ok);
      CHECK(drop_path_add(d, nullptr, nullptr, no_floats, {.rows = 5, .row_length = 0}) ==
            StatusCode::ok);
      CHECK(feature_dropout(d, nullptr, no_floats, {.samples = 5, .channels = 0, .inner = 3}) ==
            StatusCode::ok);
      CHECK(feature_alpha_dropout(
                d, nullptr, no_floats,
                {.samples = 5, .channels = 3, .inner = 0, .layout = Layout::channels_last}) ==
            StatusCode::ok);
      std::size_t count = 99;
      CHECK(kept_rows(d, 0, nullptr, &count) == StatusCode::ok);
      CHECK(count == 0);
    }
  });
}

TEST_CASE("elements whose bytes overflow size_t") {
  Field f;
  const float* x = f.x.data();
  float* y = f.y.data();
  for (const std::size_t n : {huge, size_max, size_max / sizeof(float) + 1}) {
    for (const double p : {0.0, 0.5, 1.0}) {
      const Mask d{Rate{p}, Key{5}};
      CHECK(dropout(d, x, y, n) == StatusCode::bad_size);
      CHECK(dropout(d, y, y, n) == StatusCode::bad_size);
      CHECK(dropout(d, x, y, n, f.mask.data()) == StatusCode::bad_size);
      CHECK(apply_mask(d.rate(), f.mask.data(), x, y, n) == StatusCode::bad_size);
      CHECK(alpha_dropout(d, x, y, n) == StatusCode::bad_size);
      CHECK(alpha_dropout_backward(d, x, y, n) == StatusCode::bad_size);
    }
  }
  CHECK(f.untouched());
}

TEST_CASE("products that overflow size_t, as elements or as bytes") {
  Field f;
  const float* x = f.x.data();
  float* y = f.y.data();
  for (const double p : {0.0, 0.5, 1.0}) {
    const Mask d{Rate{p}, Key{5}};
    for (const std::size_t rows : {wraps, huge / 3, size_max}) {
      CHECK(drop_path(d, x, y, {.rows = rows, .row_length = 3}) == StatusCode::bad_size);
      CHECK(drop_path(d, x, y, {.rows = 3, .row_length = rows}) == StatusCode::bad_size);
      CHECK(drop_path_add(d, x, x, y, {.rows = rows, .row_length = 3}) == StatusCode::bad_size);
      CHECK(drop_path_add(d, x, x, y, {.rows = 3, .row_length = rows},
                          {.batch = true, .unscaled = true}) == StatusCode::bad_size);
      CHECK(scatter_add_rows(nullptr, 0, x, x, y, {.rows = 3, .row_length = rows}) ==
            StatusCode::bad_size);
      CHECK(scatter_add_rows(nullptr, rows, x, x, y, {.rows = rows, .row_length = 3}) ==
            StatusCode::bad_size);
      CHECK(gather_rows(nullptr, 0, x, y, {.rows = rows, .row_length = 3}) == StatusCode::bad_size);
      for (const Layout layout : {Layout::channels_first, Layout::channels_last}) {
        CHECK(feature_dropout(d, x, y,
                              {.samples = rows, .channels = 3, .inner = 5, .layout = layout}) ==
              StatusCode::bad_size);
        CHECK(feature_dropout(d, x, y,
                              {.samples = 3, .channels = rows, .inner = 5, .layout = layout}) ==
              StatusCode::bad_size);
        CHECK(feature_dropout(d, x, y,
                              {.samples = 3, .channels = 5, .inner = rows, .layout = layout}) ==
              StatusCode::bad_size);
        CHECK(feature_alpha_dropout(
                  d, x, y, {.samples = rows, .channels = 3, .inner = 5, .layout = layout}) ==
              StatusCode::bad_size);
        CHECK(feature_alpha_dropout_backward(
                  d, x, y, {.samples = 5, .channels = rows, .inner = 3, .layout = layout}) ==
              StatusCode::bad_size);
      }
    }
  }
  CHECK(f.untouched());
}

TEST_CASE("more rows than 32-bit indices can name") {
  Field f;
  std::uint32_t kept[4] = {7, 7, 7, 7};
  std::size_t count = 99;
  std::vector<std::size_t> sizes = {SIZE_MAX, huge};
  if (sizeof(std::size_t) > 4) sizes.push_back((SIZE_MAX >> 31) + 1);  // 2^33
  for (const std::size_t rows : sizes) {
    for (const double p : {0.0, 0.5, 1.0}) {
      CHECK(kept_rows(Mask{Rate{p}, Key{5}}, rows, kept, &count) == StatusCode::bad_size);
    }
  }
  CHECK((count == 99 && kept[0] == 7 && kept[3] == 7));
}
