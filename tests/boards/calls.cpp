// SPDX-License-Identifier: MIT
//
// What a call promises besides its result: the identity at inference, errors that write nothing.
#include "check.hpp"

namespace boards {

using namespace droplet;

void inference() {
  const Mask d = descriptor(3, Mode::inference);
  constexpr std::size_t n = 301;
  fill_buffers();
  buffers.x[0] = float_of(0x7FA00001);  // a NaN that any arithmetic would quieten
  buffers.x[1] = float_of(0x00000001);
  std::memcpy(buffers.expected, buffers.x, sizeof buffers.x);
  CHECK(dropout(d, buffers.x, buffers.x, n) == StatusCode::ok);
  CHECK(drop_path(d, buffers.x, buffers.x, {.rows = 7, .row_length = 43}) == StatusCode::ok);
  CHECK(feature_dropout(d, buffers.x, buffers.x, {.samples = 7, .channels = 43, .inner = 1}) ==
        StatusCode::ok);
  CHECK(locked_dropout(d, buffers.x, buffers.x, {.dimensions = 2, .size = {7, 43}, .noise = {1}}) ==
        StatusCode::ok);
  CHECK(alpha_dropout(d, buffers.x, buffers.x, n) == StatusCode::ok);
  CHECK(same_bits(buffers.x, buffers.expected, capacity));
  CHECK(dropout(d, buffers.x, buffers.y, n, buffers.mask) == StatusCode::ok);
  CHECK(same_bits(buffers.x, buffers.y, n) && buffers.y[n] == -7.0f);
  for (std::size_t i = 0; i < n; ++i) CHECK(bit(buffers.mask, i));
  // The control: in training mode the same calls change what they are given.
  CHECK(dropout(descriptor(3), buffers.x, buffers.x, n) == StatusCode::ok);
  CHECK(!same_bits(buffers.x, buffers.expected, n));
  std::size_t count = 0;
  Scale factor{9.0f};
  CHECK(sample_rows(Key{1}, n, 7, buffers.kept, &count, &factor, Mode::inference) ==
        StatusCode::ok);
  CHECK(count == n && buffers.kept[0] == 0 && buffers.kept[n - 1] == n - 1 && factor == Scale{});
  const Blocks blocks = {.samples = 1, .channels = 3, .height = 10, .width = 10, .block = 3};
  CHECK(drop_block_mask(d, blocks, buffers.mask, &count) == StatusCode::ok && count == 300);
  for (std::size_t i = 0; i < count; ++i) CHECK(bit(buffers.mask, i));
  // What is more than dropping is done.
  CHECK(relu_dropout(d, buffers.branch, buffers.y, n) == StatusCode::ok);
  CHECK(relu_dropout_backward(d, buffers.branch, buffers.y, buffers.expected, n) == StatusCode::ok);
  for (std::size_t i = 0; i < n; ++i)
    CHECK(buffers.y[i] == (buffers.branch[i] > 0 ? buffers.branch[i] : 0));
  CHECK(same_bits(buffers.y, buffers.expected, n));
}

void errors() {
  constexpr std::size_t n = 64, too_many = SIZE_MAX / sizeof(float) + 1;
  const Mask d = descriptor(0);
  double above = 1.5;
  __asm__ volatile("" : "+m"(above));  // a constant would not compile
  const Mask bad{Rate{above}, Key{1}};
  fill_buffers();
  float* const y = buffers.y;
  const float* const x = buffers.x;
  std::size_t count = 99;
  CHECK(dropout(bad, x, y, n) == StatusCode::bad_probability);
  CHECK(fill_mask(bad, buffers.mask, n) == StatusCode::bad_probability);
  CHECK(drop_path_add(bad, x, x, y, {.rows = 8, .row_length = 8}) == StatusCode::bad_probability);
  CHECK(dropout(d, nullptr, y, n) == StatusCode::null_buffer);
  CHECK(dropout(d, x, no_floats, n) == StatusCode::null_buffer);
  CHECK(fill_mask(d, nullptr, n) == StatusCode::null_buffer);
  CHECK(kept_rows(d, 8, nullptr, &count) == StatusCode::null_buffer);
  CHECK(dropout(d, x, y, too_many) == StatusCode::bad_size);
  CHECK(drop_path(d, x, y, {.rows = SIZE_MAX, .row_length = 2}) == StatusCode::bad_size);
  CHECK(feature_dropout(d, x, y, {.samples = SIZE_MAX, .channels = 2, .inner = 2}) ==
        StatusCode::bad_size);
  CHECK(locked_dropout(d, x, y, {.dimensions = 2, .size = {SIZE_MAX, 2}}) == StatusCode::bad_size);
  CHECK(locked_dropout(d, x, y, {.dimensions = 2, .size = {3, 3}, .noise = {0, 2}}) ==
        StatusCode::bad_shape);
  CHECK(locked_dropout(d, x, y, {.dimensions = 5}) == StatusCode::bad_option);
  const std::uint32_t twice[] = {1, 1};
  CHECK(gather_rows(twice, 2, x, y, {.rows = 1, .row_length = 8}) == StatusCode::bad_count);
  CHECK(gather_rows(twice, 2, x, y, {.rows = 8, .row_length = 8}) == StatusCode::bad_index);
  CHECK(scatter_add_rows(twice, 2, x, x, y, {.rows = 8, .row_length = 8}) == StatusCode::bad_index);
  CHECK(scatter_add_rows(twice, 1, x, x, y, {.rows = 8, .row_length = 8}, kept_factor(bad)) ==
        StatusCode::bad_option);
  CHECK(dropout(d, y + 1, y, n) == StatusCode::overlap);
  CHECK(dropout(d, x, y, n, reinterpret_cast<std::uint8_t*>(y)) == StatusCode::overlap);
  CHECK(same_bits(buffers.y, buffers.expected, capacity) && count == 99);
  CHECK(dropout(d, nullptr, no_floats, 0) == StatusCode::ok);
}

}  // namespace boards
