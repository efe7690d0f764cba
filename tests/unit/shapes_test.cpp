// SPDX-License-Identifier: MIT
//
// Shapes that are refused, and buffers that may interleave.
#include "support.hpp"

namespace shapes_test {

using namespace droplet;
using namespace support;

namespace {

const Mask mask{Rate{0.5}, Key{5}};
constexpr std::size_t huge = SIZE_MAX / 2;
constexpr std::uint32_t every[] = {0, 1, 2, 3};

// Whatever is refused must leave both alone.
struct Field {
  Floats x = Floats(4000, 1.5f), y = Floats(4000, 2.5f);
  bool untouched() const {
    return same_bytes(x, Floats(4000, 1.5f)) && same_bytes(y, Floats(4000, 2.5f));
  }
};

}  // namespace

TEST_CASE("elements of y that would meet") {
  Field f;
  const float* x = f.x.data();
  float* y = f.y.data();
  const Rows close = {.rows = 4, .row_length = 8, .y_pitch = 7};
  CHECK(drop_path(mask, x, y, close) == StatusCode::bad_shape);
  CHECK(drop_path_add(mask, x, x, y, close) == StatusCode::bad_shape);
  CHECK(gather_rows(every, 4, x, y, close) == StatusCode::bad_shape);
  CHECK(gather_rows(every, 1, x, y, close) == StatusCode::bad_shape);  // whatever the list
  CHECK(scatter_add_rows(every, 4, x, x, y, close) == StatusCode::bad_shape);
  CHECK(dropout_tile(mask, x, y, {.rows = 4, .row_length = 8, .y_pitch = 7}) ==
        StatusCode::bad_shape);
  CHECK(dropout_tile(mask, x, y, {.rows = 4, .row_length = 8, .mask_pitch = 7}) ==
        StatusCode::bad_shape);
  const Features maps[] = {
      {.samples = 2, .channels = 3, .inner = 4, .y = {.sample = 11}},
      {.samples = 2, .channels = 3, .inner = 4, .y = {.channel = 3}},
      {.samples = 2, .channels = 3, .inner = 4, .layout = channels_last, .y = {.position = 2}},
      {.samples = 2, .channels = 3, .inner = 4, .y = {.sample = 1, .channel = 1, .position = 1}}};
  for (const Features& map : maps) {
    CHECK(feature_dropout(mask, x, y, map) == StatusCode::bad_shape);
    CHECK(feature_alpha_dropout(mask, x, y, map) == StatusCode::bad_shape);
    CHECK(feature_alpha_dropout_backward(mask, x, y, map) == StatusCode::bad_shape);
  }
  CHECK(f.untouched());
  // One row has no neighbour.
  CHECK(drop_path(mask, x, y, {.rows = 1, .row_length = 8, .y_pitch = 7}) == StatusCode::ok);
}

TEST_CASE("pitches that overflow size_t") {
  Field f;
  const float* x = f.x.data();
  float* y = f.y.data();
  for (const std::size_t pitch : {huge, size_max, size_max / 12 + 1}) {
    CHECK(drop_path(mask, x, y, {.rows = 4, .row_length = 8, .y_pitch = pitch}) ==
          StatusCode::bad_size);
    CHECK(drop_path_add(mask, x, x, y, {.rows = 4, .row_length = 8, .x_pitch = pitch}) ==
          StatusCode::bad_size);
    CHECK(drop_path_add(mask, x, x, y, {.rows = 4, .row_length = 8, .residual_pitch = pitch}) ==
          StatusCode::bad_size);
    CHECK(scatter_add_rows(every, 4, x, x, y, {.rows = 4, .row_length = 8, .x_pitch = pitch}) ==
          StatusCode::bad_size);
    CHECK(gather_rows(every, 1, x, y, {.rows = 4, .row_length = 8, .x_pitch = pitch}) ==
          StatusCode::bad_size);
    CHECK(gather_rows(every, 4, x, y, {.rows = 4, .row_length = 8, .y_pitch = pitch}) ==
          StatusCode::bad_size);
    CHECK(dropout_tile(mask, x, y, {.rows = 4, .row_length = 8, .x_pitch = pitch}) ==
          StatusCode::bad_size);
    CHECK(feature_dropout(mask, x, y,
                          {.samples = 4, .channels = 2, .inner = 2, .x = {.sample = pitch}}) ==
          StatusCode::bad_size);
    CHECK(feature_dropout(mask, x, y,
                          {.samples = 1, .channels = 4, .inner = 2, .y = {.channel = pitch}}) ==
          StatusCode::bad_size);
  }
  CHECK(dropout_tile(mask, x, y, {.rows = huge, .row_length = huge}) == StatusCode::bad_size);
  CHECK(f.untouched());
}

TEST_CASE("the same pointer with other pitches is no place of its own") {
  Field f;
  float* y = f.y.data();
  CHECK(drop_path(mask, y, y, {.rows = 4, .row_length = 8, .x_pitch = 9}) == StatusCode::overlap);
  CHECK(dropout_tile(mask, y, y, {.rows = 4, .row_length = 8, .y_pitch = 9}) ==
        StatusCode::overlap);
  CHECK(
      feature_dropout(mask, y, y, {.samples = 2, .channels = 3, .inner = 4, .x = {.sample = 13}}) ==
      StatusCode::overlap);
  CHECK(f.untouched());
  CHECK(drop_path(mask, y, y, {.rows = 1, .row_length = 8, .x_pitch = 9}) == StatusCode::ok);
}

TEST_CASE("two tiles of one matrix") {
  Field f;
  float* y = f.y.data();
  const Tile tile = {.rows = 5, .row_length = 8, .x_pitch = 40, .y_pitch = 40};
  for (const std::ptrdiff_t by : {8, 20, 32, 40 * 7, 40 * 2 + 8}) {
    CAPTURE(by);
    CHECK(dropout_tile(mask, y, y + by, tile) == StatusCode::ok);
    CHECK(dropout_tile(mask, y + by, y, tile) == StatusCode::ok);
  }
  Field again;
  y = again.y.data();
  for (const std::ptrdiff_t by : {1, 7, 33, 39, 40, 47}) {
    CAPTURE(by);
    CHECK(dropout_tile(mask, y, y + by, tile) == StatusCode::overlap);
    CHECK(dropout_tile(mask, y + by, y, tile) == StatusCode::overlap);
  }
  const Tile other = {.rows = 5, .row_length = 8, .x_pitch = 40, .y_pitch = 41};
  CHECK(dropout_tile(mask, y, y + 8, other) == StatusCode::overlap);
  // Stored bits are apart from all that the tile spans.
  auto* const inside = reinterpret_cast<std::uint8_t*>(y + 20);
  CHECK(dropout_tile(mask, y, y + 2000, tile, inside) == StatusCode::overlap);
  CHECK(dropout_tile(mask, y + 2000, y, tile, inside) == StatusCode::overlap);
  CHECK(again.untouched());
}

TEST_CASE("the first of several faults in shapes, at once for any number of rows") {
  Field f;
  float* y = f.y.data();
  constexpr std::size_t many = SIZE_MAX / 16 / sizeof(float);
  const Rows rows = {
      .rows = many, .row_length = 1, .x_pitch = 2, .residual_pitch = 2, .y_pitch = 2};
  CHECK(drop_path(mask, nullptr, y, rows) == StatusCode::null_buffer);
  CHECK(drop_path(mask, f.x.data(), y, rows) == StatusCode::overlap);
  CHECK(
      dropout_tile(mask, nullptr, y, {.rows = many, .row_length = 1, .x_pitch = 2, .y_pitch = 2}) ==
      StatusCode::null_buffer);
  // The branch's size, before what is null, overlaps or has no shape.
  const Rows far = {.rows = 2, .row_length = 1, .x_pitch = SIZE_MAX};
  CHECK(scatter_add_rows(nullptr, 2, nullptr, y, y, far) == StatusCode::bad_size);
  const Rows close = {.rows = 3, .row_length = 3, .x_pitch = SIZE_MAX / 4, .y_pitch = 2};
  CHECK(scatter_add_rows(nullptr, 2, nullptr, y, y, close) == StatusCode::bad_size);
  // Floats of a bias's gradient are larger than bfloat16.
  float sums[1] = {};
  auto* const brain = reinterpret_cast<bfloat16*>(y);
  const Rows wide = {.rows = 1, .row_length = SIZE_MAX / 4 + 1};
  CHECK(bias_dropout_add_backward(mask, nullptr, brain, sums, wide) == StatusCode::bad_size);
  CHECK(bias_dropout_add_backward(mask, nullptr, brain, nullptr, wide) == StatusCode::null_buffer);
  CHECK(f.untouched());
}

}  // namespace shapes_test
