// SPDX-License-Identifier: MIT
//
// Inference in a build for training, and in one for inference alone, whose operations are other
// code. In training, half would be dropped.
#include "elements.hpp"
#include "fixed.hpp"
#include "mask/shape.hpp"
#include "support.hpp"

namespace inference_test {

using namespace droplet;
using namespace support;

namespace {

const Mask d{Rate{0.5}, Key{1}, 7, Mode::inference};
constexpr std::size_t samples = 6, channels = 5, inner = 7, n = samples * channels * inner;
constexpr Features first = {.samples = samples, .channels = channels, .inner = inner};
constexpr Features last = {
    .samples = samples, .channels = channels, .inner = inner, .layout = Layout::channels_last};

constexpr Tensor tensor = {.dimensions = 3, .size = {samples, channels, inner}, .noise = {1, 0, 1}};

// NaN payloads, -0 and subnormals among others: a copy keeps them, arithmetic might not.
template <class T>
std::vector<T> any_bytes() {
  Random random(2);
  std::vector<T> x(n);
  for (T& v : x) {
    const std::uint64_t bits = random.bits();
    std::memcpy(&v, &bits, sizeof v);
  }
  return x;
}

template <class T>
StatusCode in_shares(const T* x, T* y) {
  StatusCode status = StatusCode::ok;
  for (std::uint32_t k = 0; k < 4 && status == StatusCode::ok; ++k)
    status = dropout_share(d, x, y, n, {.index = k, .count = 4});
  return status;
}

template <class T>
StatusCode by_cursor(const T* x, T* y) {
  Cursor cursor(d);
  const StatusCode status = dropout_next(cursor, x, y, 33);
  return status == StatusCode::ok ? dropout_next(cursor, x + 33, y + 33, n - 33) : status;
}

// Every operation that becomes the identity.
template <class T>
const std::vector<StatusCode (*)(const T*, T*)> identities = {
    [](const T* x, T* y) { return dropout(d, x, y, n); },
    [](const T* x, T* y) {
      return dropout_tile(d, x, y, {.rows = samples, .row_length = n / samples});
    },
    [](const T* x, T* y) {
      return bias_dropout_add_backward(d, x, y, nullptr,
                                       {.rows = samples, .row_length = n / samples});
    },
    [](const T* x, T* y) {
      return bias_dropout_add(d, x, nullptr, nullptr, y,
                              {.rows = samples, .row_length = n / samples});
    },
    [](const T* x, T* y) {
      return drop_path(d, x, y, {.rows = samples, .row_length = n / samples});
    },
    [](const T* x, T* y) {
      return drop_path(d, x, y, {.rows = samples, .row_length = n / samples}, {.batch = true});
    },
    [](const T* x, T* y) { return in_shares(x, y); },
    [](const T* x, T* y) { return by_cursor(x, y); },
    [](const T* x, T* y) { return feature_dropout(d, x, y, first); },
    [](const T* x, T* y) { return feature_dropout(d, x, y, last); },
    [](const T* x, T* y) { return locked_dropout(d, x, y, tensor); },
    [](const T* x, T* y) { return alpha_dropout(d, x, y, n); },
    [](const T* x, T* y) { return alpha_dropout_backward(d, x, y, n); },
    [](const T* x, T* y) { return feature_alpha_dropout(d, x, y, first); },
    [](const T* x, T* y) { return feature_alpha_dropout(d, x, y, last); },
    [](const T* x, T* y) { return feature_alpha_dropout_backward(d, x, y, first); },
    [](const T* x, T* y) { return feature_alpha_dropout_backward(d, x, y, last); }};
template <class T>
requires std::is_integral_v<T>
const std::vector<StatusCode (*)(const T*, T*)> identities<T> = {
    [](const T* x, T* y) { return dropout(d, x, y, n); },
    [](const T* x, T* y) { return dropout(d, x, y, n, {.unscaled = true}); },
    [](const T* x, T* y) { return in_shares(x, y); },
    [](const T* x, T* y) { return by_cursor(x, y); },
    [](const T* x, T* y) {
      return drop_path(d, x, y, {.rows = samples, .row_length = n / samples});
    },
    [](const T* x, T* y) {
      return drop_path(d, x, y, {.rows = samples, .row_length = n / samples}, {.batch = true});
    },
    [](const T* x, T* y) { return feature_dropout(d, x, y, first); },
    [](const T* x, T* y) { return feature_dropout(d, x, y, last, {.unscaled = true}); },
    [](const T* x, T* y) {
      return locked_dropout(d, x, y, tensor, {.zero_point = sizeof(T) == 2 ? 0 : 9});
    }};

}  // namespace

TEST_CASE_TEMPLATE("inference in place touches nothing", T, FLOATING_TYPES, INTEGER_TYPES) {
  std::vector<T> x = any_bytes<T>();
  for (const auto operation : identities<T>) CHECK(operation(x.data(), x.data()) == StatusCode::ok);
  CHECK(same_bytes(x, any_bytes<T>()));
}

TEST_CASE_TEMPLATE("inference out of place copies, each operation", T, FLOATING_TYPES,
                   INTEGER_TYPES) {
  const std::vector<T> x = any_bytes<T>();
  for (const auto operation : identities<T>) {
    std::vector<T> y(n);
    CHECK(operation(x.data(), y.data()) == StatusCode::ok);
    CHECK(same_bytes(y, x));
  }
}

TEST_CASE("inference writes a mask of ones, the last byte's unused bits 0") {
  for (const std::size_t count : {1u, 7u, 8u, 9u, 210u}) {
    Floats x = any_bytes<float>();
    Bytes want(count / 8, 0xFF), filled(want.size() + 3, 0x5A), asked(want.size() + 3, 0x5A);
    if (count % 8 != 0) want.push_back(static_cast<std::uint8_t>((1u << count % 8) - 1));
    want.resize(filled.size(), 0x5A);
    REQUIRE(fill_mask(d, filled.data(), count) == StatusCode::ok);
    REQUIRE(dropout(d, x.data(), x.data(), count, asked.data()) == StatusCode::ok);
    CHECK(filled == want);
    CHECK(asked == want);
    CHECK(same_bytes(x, any_bytes<float>()));
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
    REQUIRE(scatter_add_rows(kept, count, y.data(), branch.data(), y.data(),
                             {.rows = n / 7, .row_length = 7}, kept_factor(d)) == StatusCode::ok);
    CHECK(same_bytes(y, want));
  });
}

TEST_CASE_TEMPLATE("inference adds integers' branch unscaled, saturated", T, NARROW_INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    constexpr int zero = fixed::most_zero<T>;
    const std::vector<T> r = values<T>(n, 3), branch = values<T>(n, 4);
    std::vector<T> want(n), y(n);
    for (std::size_t i = 0; i < n; ++i) want[i] = fixed::saturated<T>(r[i] + branch[i] - zero);
    const Rows rows = {.rows = n / 7, .row_length = 7};
    REQUIRE(drop_path_add(d, r.data(), branch.data(), y.data(), rows, {}, zero) == StatusCode::ok);
    CHECK(y == want);
    y = r;
    std::uint32_t kept[n / 7];
    std::size_t count = 0;
    REQUIRE(kept_rows(d, n / 7, kept, &count) == StatusCode::ok);
    REQUIRE(scatter_add_rows(kept, count, y.data(), branch.data(), y.data(), rows, kept_factor(d),
                             zero) == StatusCode::ok);
    CHECK(y == want);
    for (const StatusCode status :
         {drop_path_add(d, r.data(), branch.data(), y.data(), rows, {.unscaled = true}),
          drop_path_add(d, r.data(), branch.data(), y.data(), rows, {}, 0x100),
          scatter_add_rows(kept, count, r.data(), branch.data(), y.data(), rows, {}, 0x100)})
      CHECK(status == StatusCode::bad_option);
    CHECK(y == want);
  });
}

// In a build for inference whatever the mode.
TEST_CASE("inference keeps every row of a sample, by a factor of 1") {
  for (const std::size_t count : {0u, 3u, 9u}) {
    std::uint32_t kept[9] = {};
    std::size_t kept_count = 99;
    Scale factor{9.0f};
    const Mode mode = detail::inference_only ? Mode::train : Mode::inference;
    REQUIRE(sample_rows(Key{1}, 9, count, kept, &kept_count, &factor, mode) == StatusCode::ok);
    REQUIRE((kept_count == 9 && factor == Scale{}));
    for (std::uint32_t i = 0; i < 9; ++i) CHECK(kept[i] == i);
    CHECK(sample_rows(Key{1}, 9, 10, kept, &kept_count, &factor, mode) == StatusCode::bad_count);
  }
}

TEST_CASE("inference keeps every input of a join, and their mean is of all") {
  const Mode mode = detail::inference_only ? Mode::train : Mode::inference;
  const float x[] = {1.0f, 2.0f, 6.0f};
  const float* const inputs[] = {x, x + 1, x + 2};
  for (const Path path : {local_paths, global_path}) {
    const Joins joins = {.samples = 1, .joins = 3, .inputs = 3, .path = path};
    Bytes bits(2, 0x5A);
    REQUIRE(fractal_mask(Mask{Rate{0.5}, Key{1}, 0, mode}, joins, bits.data()) == StatusCode::ok);
    CHECK(bits == Bytes{0xFF, 0x01});
    float y = 0;
    REQUIRE(fractal_join(bits.data(), inputs, &y, joins, 2, 1) == StatusCode::ok);
    CHECK(y == 9.0f * (1.0f / 3.0f));
  }
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

TEST_CASE(
    "inference refuses what overlaps in part, what overflows, and options that there are not") {
  Floats x = values(n + 1, 6);
  const Floats before = x;
  CHECK(dropout(d, x.data(), x.data() + 1, n) == StatusCode::overlap);
  CHECK(drop_path(d, x.data() + 1, x.data(), {.rows = n, .row_length = 1}) == StatusCode::overlap);
  CHECK(dropout(d, nullptr, x.data(), n) == StatusCode::null_buffer);
  CHECK(dropout(d, x.data(), x.data() + 1, SIZE_MAX) == StatusCode::bad_size);
  const std::int8_t from[2] = {1, 2};
  std::int8_t to[2] = {3, 4};
  CHECK(dropout(d, from, to, 2, {.zero_point = 128}) == StatusCode::bad_option);
  CHECK((to[0] == 3 && to[1] == 4));
  CHECK(feature_dropout(d, x.data(), x.data() + 1,
                        {.samples = 3, .channels = 5, .inner = SIZE_MAX / 5}) ==
        StatusCode::bad_size);
  CHECK(locked_dropout(d, x.data(), x.data() + 1, {.dimensions = 5}) == StatusCode::bad_option);
  CHECK(locked_dropout(d, x.data(), x.data() + 1, {.dimensions = 1, .size = {3}, .noise = {2}}) ==
        StatusCode::bad_shape);
  CHECK(same_bytes(x, before));
}

}  // namespace inference_test
