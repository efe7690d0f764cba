// SPDX-License-Identifier: MIT
//
// Operations that decide for many elements at once.
#include <cmath>

#include "check.hpp"

namespace boards {

using namespace droplet;

namespace {

void check_add(const Mask& d, PathOptions options) {
  const float factor = options.unscaled ? 1.0f : scale;
  fill_buffers();
  std::size_t count = 0;
  for (std::size_t i = 0; i < row_elements; ++i) {
    const bool kept = keeps(d, d.first() + (options.batch ? 0 : i / row_length));
    const volatile float product = buffers.branch[i] * factor;  // rounded before it is added
    buffers.expected[i] = kept ? buffers.x[i] + product : buffers.x[i];
  }
  CHECK(drop_path_add(d, buffers.x, buffers.branch, buffers.y,
                      {.rows = row_count, .row_length = row_length}, options) == StatusCode::ok);
  CHECK(as_expected());
  CHECK(kept_rows(d, row_count, buffers.kept, &count, options) == StatusCode::ok);
  std::size_t j = 0;
  for (std::size_t row = 0; row < row_count; ++row) {
    if (!keeps(d, d.first() + (options.batch ? 0 : row))) continue;
    CHECK(j < count && buffers.kept[j] == row);
    ++j;
  }
  CHECK(j == count);
  for (float& v : buffers.y) v = -7.0f;
  const Rows shape = {.rows = row_count, .row_length = row_length};
  CHECK(gather_rows(buffers.kept, count, buffers.branch, buffers.branch, shape) == StatusCode::ok);
  CHECK(scatter_add_rows(buffers.kept, count, buffers.x, buffers.branch, buffers.y, shape,
                         kept_factor(d, options)) == StatusCode::ok);
  CHECK(as_expected());
}

std::size_t decision(Layout layout, std::size_t i, std::size_t channels, std::size_t inner) {
  if (layout == Layout::channels_first) return i / inner;
  return i / (channels * inner) * channels + i % channels;
}

void check_features(const Mask& d, Layout layout) {
  constexpr std::size_t samples = 3, channels = 5, inner = 7, count = samples * channels * inner;
  // PyTorch's constants of alpha dropout, for keep probability 1 - p.
  constexpr double alpha = 1.7580993408473766, keep = 1.0 - p;
  const double a = 1.0 / std::sqrt((alpha * alpha * p + 1.0) * keep);
  fill_buffers();
  CHECK(feature_dropout(
            d, buffers.x, buffers.y,
            {.samples = samples, .channels = channels, .inner = inner, .layout = layout}) ==
        StatusCode::ok);
  for (std::size_t i = 0; i < count; ++i) {
    const bool kept = keeps(d, d.first() + decision(layout, i, channels, inner));
    CHECK(bits_of(buffers.y[i]) == (kept ? bits_of(buffers.x[i] * scale) : 0));
  }
  CHECK(buffers.y[count] == -7.0f);
  CHECK(feature_alpha_dropout(
            d, buffers.x, buffers.y,
            {.samples = samples, .channels = channels, .inner = inner, .layout = layout}) ==
        StatusCode::ok);
  for (std::size_t i = 0; i < count; ++i) {
    const bool kept = keeps(d, d.first() + decision(layout, i, channels, inner));
    const double x = kept ? static_cast<double>(buffers.x[i]) : -alpha;
    const double error = static_cast<double>(buffers.y[i]) - (a * x + a * alpha * p);
    CHECK(error < 1e-6 && error > -1e-6);
  }
}

// All of a nest, and copies of it: (2, 5, 3, 17), with a mask of (1, 5, 1, 17), and the other way.
void check_tensor(const Mask& d, bool outer_shares) {
  constexpr std::size_t a = 2, b = 5, c = 3, e = 17, count = a * b * c * e;
  const std::size_t one = outer_shares ? 1 : 0, other = 1 - one;
  fill_buffers();
  CHECK(
      locked_dropout(d, buffers.x, buffers.y,
                     {.dimensions = 4, .size = {a, b, c, e}, .noise = {one, other, one, other}}) ==
      StatusCode::ok);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t decided =
        outer_shares ? i / (c * e) % b * e + i % e : i / (b * c * e) * c + i / e % c;
    CHECK(bits_of(buffers.y[i]) ==
          (keeps(d, d.first() + decided) ? bits_of(buffers.x[i] * scale) : 0));
  }
  CHECK(buffers.y[count] == -7.0f);
}

}  // namespace

void drop_path_forms() {
  const Mask d = descriptor(4090);
  fill_buffers();
  for (std::size_t i = 0; i < row_elements; ++i) {
    buffers.expected[i] = keeps(d, d.first() + i / row_length) ? buffers.x[i] * scale : 0.0f;
  }
  CHECK(drop_path(d, buffers.x, buffers.y, {.rows = row_count, .row_length = row_length}) ==
        StatusCode::ok);
  CHECK(as_expected());
  for (const bool batch : {false, true}) {
    for (const bool unscaled : {false, true}) check_add(d, {.batch = batch, .unscaled = unscaled});
  }
}

// The draws, whose products no core here has in one, and the rows that they take.
void samples() {
  fill_buffers();
  constexpr Key key{42};
  const std::uint64_t draws = reference::fold_in(key.value, ~std::uint64_t{0});
  std::size_t count = 0, j = 0;
  Scale factor;
  CHECK(sample_rows(key, row_count, 20, buffers.kept, &count, &factor) == StatusCode::ok);
  CHECK(count == 20 && bits_of(factor.value()) == bits_of(static_cast<float>(row_count / 20.0)));
  for (std::size_t row = 0; row < row_count && j < count; ++row) {
    if (reference::share(reference::fold_in(draws, row), row_count - row) >= count - j) continue;
    CHECK(buffers.kept[j] == row);
    for (std::size_t i = 0; i < row_length; ++i)
      buffers.expected[j * row_length + i] = buffers.x[row * row_length + i] * factor.value();
    ++j;
  }
  CHECK(j == count);
  CHECK(gather_rows(buffers.kept, count, buffers.x, buffers.y,
                    {.rows = row_count, .row_length = row_length}, factor) == StatusCode::ok);
  CHECK(as_expected());
}

void features() {
  check_features(descriptor(60), Layout::channels_first);
  check_features(descriptor(60), Layout::channels_last);
  check_tensor(descriptor(4060), true);
  check_tensor(descriptor(4060), false);
}

}  // namespace boards
