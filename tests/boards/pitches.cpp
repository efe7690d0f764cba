// SPDX-License-Identifier: MIT
//
// Bias, dropout and residual, and buffers whose rows have gaps.
#include "check.hpp"

namespace boards {

using namespace droplet;

namespace {

// As `buffers.y` must be at `to`, from x at `from`.
void expect(std::size_t to, std::size_t from, bool kept) {
  buffers.expected[to] = kept ? buffers.x[from] * scale : 0.0f;
}

}  // namespace

void biases() {
  const Mask d = descriptor(4000);
  const Rows shape = {.rows = row_count, .row_length = row_length};
  const float *const bias = buffers.branch + 2, *const residual = buffers.branch;
  fill_buffers();
  for (std::size_t i = 0; i < row_elements; ++i) {
    const volatile float sum = buffers.x[i] + bias[i % row_length], product = sum * scale;
    buffers.expected[i] = residual[i] + (keeps(d, d.first() + i) ? product : 0.0f);
  }
  CHECK(bias_dropout_add(d, buffers.x, bias, residual, buffers.y, shape) == StatusCode::ok);
  CHECK(as_expected());
  float sums[row_length] = {}, want[row_length] = {};
  for (std::size_t i = 0; i < row_elements; ++i) {
    expect(i, i, keeps(d, d.first() + i));
    want[i % row_length] += buffers.expected[i];
  }
  CHECK(bias_dropout_add_backward(d, buffers.x, buffers.y, sums, shape) == StatusCode::ok);
  CHECK(as_expected() && same_bits(sums, want, row_length));
}

// What lies between rows stays as it is.
void pitches() {
  const Mask d = descriptor(60);
  fill_buffers();
  for (std::size_t i = 0; i < 9 * 17; ++i) {
    const std::size_t r = i / 17, c = i % 17;
    expect(r * 20 + c, r * 18 + c, keeps(d, d.first() + r * 700 + c));
  }
  CHECK(dropout_tile(
            d, buffers.x, buffers.y,
            {.rows = 9, .row_length = 17, .mask_pitch = 700, .x_pitch = 18, .y_pitch = 20}) ==
        StatusCode::ok);
  CHECK(as_expected());
  fill_buffers();
  for (std::size_t i = 0; i < row_elements; ++i) {
    const std::size_t r = i / row_length, c = i % row_length;
    expect(r * 15 + c, r * 14 + c, keeps(d, d.first() + r));
  }
  CHECK(drop_path(d, buffers.x, buffers.y,
                  {.rows = row_count, .row_length = row_length, .x_pitch = 14, .y_pitch = 15}) ==
        StatusCode::ok);
  CHECK(as_expected());
  fill_buffers();
  for (std::size_t i = 0; i < 3 * 5 * 7; ++i) {  // x is (5, 3, 7): channels outside of samples
    const std::size_t s = i / 35, c = i / 7 % 5;
    expect(i, c * 21 + s * 7 + i % 7, keeps(d, d.first() + i / 7));
  }
  CHECK(
      feature_dropout(
          d, buffers.x, buffers.y,
          {.samples = 3, .channels = 5, .inner = 7, .x = {.sample = 7, .channel = 21}, .y = {}}) ==
      StatusCode::ok);
  CHECK(as_expected());
}

}  // namespace boards
