// SPDX-License-Identifier: MIT
//
// What a mask that is shared along axes must equal, and which tensors are refused.
#include "rig.hpp"

namespace locked_forms_test {

using namespace droplet;
using namespace support;

namespace {

const Mask even{Rate{0.5}, Key{rig_key}, 4090};
constexpr std::size_t batch = 6, steps = 7, features = 70, n = batch * steps * features;

Floats locked(const Mask& mask, const Floats& x, const Tensor& t) {
  Floats y(x.size());
  REQUIRE(locked_dropout(mask, x.data(), y.data(), t) == StatusCode::ok);
  return y;
}

}  // namespace

TEST_CASE("where no axis is shared it is dropout, in any shape") {
  const Floats x = values(n, 1);
  Floats want(n);
  REQUIRE(dropout(even, x.data(), want.data(), n) == StatusCode::ok);
  CHECK(same_bytes(locked(even, x, {.dimensions = 1, .size = {n}}), want));
  CHECK(same_bytes(locked(even, x, {.dimensions = 3, .size = {batch, steps, features}}), want));
  CHECK(same_bytes(
      locked(even, x,
             {.dimensions = 4, .size = {batch, 1, steps * features, 1}, .noise = {batch, 1, 0, 1}}),
      want));
}

TEST_CASE("rows that share are drop path's, and one decision for all is its batch") {
  const Floats x = values(n, 1);
  const Rows rows = {.rows = batch, .row_length = n / batch};
  Floats want(n);
  REQUIRE(drop_path(even, x.data(), want.data(), rows) == StatusCode::ok);
  CHECK(same_bytes(locked(even, x, {.dimensions = 2, .size = {batch, n / batch}, .noise = {0, 1}}),
                   want));
  REQUIRE(drop_path(even, x.data(), want.data(), rows, {.batch = true}) == StatusCode::ok);
  CHECK(same_bytes(locked(even, x, {.dimensions = 2, .size = {batch, n / batch}, .noise = {1, 1}}),
                   want));
}

TEST_CASE("channels are feature_dropout's, first and last") {
  const Floats x = values(n, 1);
  Features map = {.samples = batch, .channels = features, .inner = steps};
  Floats want(n);
  REQUIRE(feature_dropout(even, x.data(), want.data(), map) == StatusCode::ok);
  CHECK(same_bytes(
      locked(even, x,
             {.dimensions = 3, .size = {batch, features, steps}, .noise = {batch, features, 1}}),
      want));
  map.layout = channels_last;
  REQUIRE(feature_dropout(even, x.data(), want.data(), map) == StatusCode::ok);
  CHECK(same_bytes(
      locked(even, x, {.dimensions = 3, .size = {batch, steps, features}, .noise = {0, 1, 0}}),
      want));
}

TEST_CASE("one mask for all time steps, time first or the batch first") {
  const Floats x = values(n, 1);
  Floats step(batch * features);
  const Floats time_first =
      locked(even, x, {.dimensions = 3, .size = {steps, batch, features}, .noise = {1, 0, 0}});
  const Floats batch_first =
      locked(even, x, {.dimensions = 3, .size = {batch, steps, features}, .noise = {0, 1, 0}});
  for (std::size_t t = 0; t < steps; ++t) {
    const std::size_t at = t * step.size();
    REQUIRE(dropout(even, x.data() + at, step.data(), step.size()) == StatusCode::ok);
    CHECK(same_bytes(time_first.data() + at, step.data(), step.size()));
    for (std::size_t i = 0; i < batch * features; ++i) {
      const bool kept = batch_first[(i / features * steps + t) * features + i % features] != 0.0f;
      CHECK(kept == (step[i] != 0.0f));
    }
  }
}

TEST_CASE("the first of several faults of a tensor") {
  const Floats before = values(64, 1);
  Floats x = before;
  const Mask bad{Rate{2.0}, Key{1}};
  const auto run = [&](const Tensor& t, const float* from = nullptr, const Mask& mask = even) {
    const StatusCode status = locked_dropout(mask, from, x.data(), t);
    CHECK((status == StatusCode::ok || same_bytes(x, before)));
    return status;
  };
  const Tensor five = {.dimensions = 5, .size = {0, 2, 2, 2}, .noise = {7}};
  const Tensor huge = {.dimensions = 4, .size = {2, SIZE_MAX / 2, 3, 2}, .noise = {7}};
  const Tensor wrong = {.dimensions = 3, .size = {2, 2, 2}, .noise = {0, 3, 1}};
  const Tensor right = {.dimensions = 3, .size = {2, 4, 2}, .noise = {0, 1, 2}};
  CHECK(run(five, nullptr, bad) == StatusCode::bad_probability);
  CHECK(run(five) == StatusCode::bad_option);
  CHECK(run(huge) == StatusCode::bad_size);
  CHECK(run(wrong) == StatusCode::bad_shape);
  CHECK(run(wrong, x.data() + 1) == StatusCode::bad_shape);
  CHECK(run(right) == StatusCode::null_buffer);
  CHECK(run(right, x.data() + 1) == StatusCode::overlap);
  // Without elements no size is wrong, wherever the 0 stands.
  const Tensor none = {.dimensions = 3, .size = {SIZE_MAX, SIZE_MAX, 0}, .noise = {7, 7, 7}};
  CHECK(run(none) == StatusCode::ok);
  CHECK(run(none, nullptr, bad) == StatusCode::bad_probability);
  // A noise of 2 is no size of 1; and what is beyond the axes is not looked at.
  CHECK(run({.dimensions = 1, .size = {1}, .noise = {2}}) == StatusCode::bad_shape);
  CHECK(run({.dimensions = 0, .size = {0, SIZE_MAX}, .noise = {9}}, x.data()) == StatusCode::ok);
  CHECK(same_bytes(x.data() + 1, before.data() + 1, 63));
  std::int8_t byte = 1;
  const std::int8_t* const no_bytes = nullptr;
  CHECK(locked_dropout(even, no_bytes, &byte, {.dimensions = 1, .size = {SIZE_MAX}}) ==
        StatusCode::bad_size);
  CHECK(locked_dropout(even, no_bytes, &byte, wrong, {.zero_point = 128}) ==
        StatusCode::bad_option);
  CHECK(byte == 1);
}

}  // namespace locked_forms_test
