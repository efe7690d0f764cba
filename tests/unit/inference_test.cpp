// SPDX-License-Identifier: MIT
//
// Inference in a build for training, and in one for inference alone, whose operations are other
// code. In training, half would be dropped.
#include "support.hpp"

using namespace droplet;
using namespace support;

namespace {

const Mask d{Rate{0.5}, Key{1}, 7, Mode::inference};
constexpr std::size_t samples = 6, channels = 5, inner = 7, n = samples * channels * inner;

// NaN payloads, -0 and subnormals among others: a copy keeps them, arithmetic might not.
Floats any_bytes() {
  Random random(2);
  Floats x(n);
  for (float& v : x) {
    const std::uint32_t bits = static_cast<std::uint32_t>(random.bits());
    std::memcpy(&v, &bits, sizeof v);
  }
  return x;
}

// Every operation that becomes the identity.
std::vector<StatusCode> run_all(const float* x, float* y) {
  constexpr auto last = Layout::channels_last;
  return {
      dropout(d, x, y, n),
      drop_path(d, x, y, {.rows = samples, .row_length = channels * inner}),
      drop_path(d, x, y, {.rows = samples, .row_length = channels * inner},
                {.batch = true, .unscaled = false}),
      feature_dropout(d, x, y, {.samples = samples, .channels = channels, .inner = inner}),
      feature_dropout(d, x, y,
                      {.samples = samples, .channels = channels, .inner = inner, .layout = last}),
      alpha_dropout(d, x, y, n),
      alpha_dropout_backward(d, x, y, n),
      feature_alpha_dropout(d, x, y, {.samples = samples, .channels = channels, .inner = inner}),
      feature_alpha_dropout(
          d, x, y, {.samples = samples, .channels = channels, .inner = inner, .layout = last}),
      feature_alpha_dropout_backward(d, x, y,
                                     {.samples = samples, .channels = channels, .inner = inner}),
      feature_alpha_dropout_backward(
          d, x, y, {.samples = samples, .channels = channels, .inner = inner, .layout = last})};
}

const std::vector<StatusCode> all_ok(11, StatusCode::ok);

}  // namespace

TEST_CASE("inference in place touches nothing") {
  Floats x = any_bytes();
  CHECK(run_all(x.data(), x.data()) == all_ok);
  CHECK(same_bytes(x, any_bytes()));
}

TEST_CASE("inference out of place copies, each operation") {
  const Floats x = any_bytes();
  Floats y(n, 1.0f);
  CHECK(run_all(x.data(), y.data()) == all_ok);
  CHECK(same_bytes(y, x));
  // One at a time: above, the copy of the last would hide that another makes none.
  const auto copies = [&](auto operation) {
    y.assign(n, 1.0f);
    return operation(x.data(), y.data()) == StatusCode::ok && same_bytes(y, x);
  };
  CHECK(copies([](auto a, auto b) { return dropout(d, a, b, n); }));
  CHECK(copies([](auto a, auto b) {
    return drop_path(d, a, b, {.rows = samples, .row_length = channels * inner});
  }));
  CHECK(copies([](auto a, auto b) {
    return feature_dropout(d, a, b, {.samples = samples, .channels = channels, .inner = inner});
  }));
  CHECK(copies([](auto a, auto b) { return alpha_dropout(d, a, b, n); }));
  CHECK(copies([](auto a, auto b) { return alpha_dropout_backward(d, a, b, n); }));
  CHECK(copies([](auto a, auto b) {
    return feature_alpha_dropout(d, a, b,
                                 {.samples = samples, .channels = channels, .inner = inner});
  }));
  CHECK(copies([](auto a, auto b) {
    return feature_alpha_dropout_backward(
        d, a, b, {.samples = samples, .channels = channels, .inner = inner});
  }));
}

TEST_CASE("inference writes a mask of ones, the last byte's unused bits 0") {
  for (const std::size_t count : {1u, 7u, 8u, 9u, 210u}) {
    Floats x = any_bytes();
    Bytes want(count / 8, 0xFF), filled(want.size() + 3, 0x5A), asked(want.size() + 3, 0x5A);
    if (count % 8 != 0) want.push_back(static_cast<std::uint8_t>((1u << count % 8) - 1));
    want.resize(filled.size(), 0x5A);
    REQUIRE(fill_mask(d, filled.data(), count) == StatusCode::ok);
    REQUIRE(dropout(d, x.data(), x.data(), count, asked.data()) == StatusCode::ok);
    CHECK(filled == want);
    CHECK(asked == want);
    CHECK(same_bytes(x, any_bytes()));
  }
}

TEST_CASE("inference adds a residual's branch unscaled, and every row is kept") {
  on_every_isa([](const std::string&) {
    const Floats r = values(n, 3), branch = values(n, 4);
    Floats want(n), y(n);
    for (std::size_t i = 0; i < n; ++i) want[i] = r[i] + branch[i];
    REQUIRE(drop_path_add(d, r.data(), branch.data(), y.data(), {.rows = n / 7, .row_length = 7}) ==
            StatusCode::ok);
    CHECK(same_bytes(y, want));
    std::uint32_t kept[n / 7];
    std::size_t count = 0;
    REQUIRE(kept_rows(d, n / 7, kept, &count) == StatusCode::ok);
    REQUIRE(count == n / 7);
    for (std::uint32_t i = 0; i < count; ++i) CHECK(kept[i] == i);
    y = r;
    REQUIRE(drop_path_scatter_add(d, y.data(), branch.data(), count, y.data(),
                                  {.rows = n / 7, .row_length = 7}) == StatusCode::ok);
    CHECK(same_bytes(y, want));
    CHECK(drop_path_scatter_add(d, y.data(), branch.data(), count - 1, y.data(),
                                {.rows = n / 7, .row_length = 7}) == StatusCode::bad_count);
    CHECK(same_bytes(y, want));
  });
}

TEST_CASE("apply_mask has no mode: it applies") {
  on_every_isa([](const std::string&) {
    const Floats x = values(n, 5);
    const Bytes mask((n + 7) / 8, 0xA6);
    Floats y(n);
    REQUIRE(apply_mask(d.rate(), mask.data(), x.data(), y.data(), n) == StatusCode::ok);
    for (std::size_t i = 0; i < n; ++i) CHECK(y[i] == (bit(mask, i) ? 2.0f * x[i] : 0.0f));
    CHECK(apply_mask(Rate{2.0}, mask.data(), x.data(), y.data(), n) == StatusCode::bad_probability);
  });
}

TEST_CASE("inference refuses buffers that overlap in part, and sizes that overflow") {
  Floats x = values(n + 1, 6);
  const Floats before = x;
  CHECK(dropout(d, x.data(), x.data() + 1, n) == StatusCode::overlap);
  CHECK(drop_path(d, x.data() + 1, x.data(), {.rows = n, .row_length = 1}) == StatusCode::overlap);
  CHECK(dropout(d, nullptr, x.data(), n) == StatusCode::null_buffer);
  CHECK(dropout(d, x.data(), x.data() + 1, SIZE_MAX) == StatusCode::bad_size);
  CHECK(feature_dropout(d, x.data(), x.data() + 1,
                        {.samples = 3, .channels = 5, .inner = SIZE_MAX / 5}) ==
        StatusCode::bad_size);
  CHECK(same_bytes(x, before));
}
