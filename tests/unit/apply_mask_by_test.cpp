// SPDX-License-Identifier: MIT
//
// A stored mask by a factor of one's own: what the table of operations cannot say.
#include <limits>

#include "fixed.hpp"
#include "kept_elements.hpp"
#include "support.hpp"

namespace apply_mask_by_test {

using namespace droplet;
using namespace support;

namespace {

constexpr std::size_t n = 300;

Bytes any_bits() {
  Bytes bits(mask_bytes(n));
  REQUIRE(fill_mask(Mask{Rate{0.3}, Key{4}}, bits.data(), n) == StatusCode::ok);
  return bits;
}

// As they are stored: subnormals, infinities, NaNs that signal and that do not. Those of narrow
// floats become quiet, so that none here signals.
template <class T>
std::vector<T> of_all_kinds() {
  std::vector<T> x(n);
  Random random(7);
  auto* const bytes = reinterpret_cast<std::uint8_t*>(x.data());
  for (std::size_t i = 0; i < n * sizeof(T); ++i)
    bytes[i] = static_cast<std::uint8_t>(random.bits());
  if constexpr (std::is_same_v<T, float>) {
    for (std::size_t i = 0; i < n; i += 3)
      x[i] = float_of(0x7F800001 + static_cast<std::uint32_t>(i));
  }
  if constexpr (std::is_class_v<T>) {
    for (T& element : x) element = elements::rounded<T>(elements::number(element));
  }
  return x;
}

}  // namespace

TEST_CASE_TEMPLATE("by a factor of 1 what is kept stays bit for bit", T, FLOATING_TYPES,
                   INTEGER_TYPES) {
  const Bytes bits = any_bits();
  on_every_isa([&](const std::string&) {
    const std::vector<T> x = of_all_kinds<T>();
    std::vector<T> want(n), y = values<T>(n, 3), in_place = x;
    for (std::size_t i = 0; i < n; ++i) {
      if (bit(bits, i)) std::memcpy(&want[i], &x[i], sizeof(T));
    }
    CHECK(apply_mask_by(Scale{}, bits.data(), x.data(), y.data(), n) == StatusCode::ok);
    CHECK(same_bytes(y, want));
    CHECK(apply_mask_by(Scale{}, bits.data(), in_place.data(), in_place.data(), n) ==
          StatusCode::ok);
    CHECK(same_bytes(in_place, want));
  });
}

TEST_CASE_TEMPLATE("any factor from 1 to 2^44 scales what is kept", T, FLOATING_TYPES,
                   INTEGER_TYPES) {
  const Bytes bits = any_bits();
  const std::vector<T> x = values<T>(n, 1);
  on_every_isa([&](const std::string&) {
    for (const float factor : {1.0f, 0x1.000002p0f, 1.25f, 10.0f / 3, 196.0f / 149, 0x1p44f}) {
      std::vector<T> want(n), y(n);
      for (std::size_t i = 0; i < n; ++i)
        want[i] = bit(bits, i) ? kept_elements::times(factor, x[i], 0) : T{};
      CHECK(apply_mask_by(Scale{factor}, bits.data(), x.data(), y.data(), n) == StatusCode::ok);
      CHECK(same_bytes(y, want));
    }
  });
}

TEST_CASE("DropBlock keeps the sum of equal elements") {
  const Blocks blocks = {.samples = 2, .channels = 8, .height = 14, .width = 14, .block = 5};
  const std::size_t all = 2 * 8 * 14 * 14;
  Bytes bits(mask_bytes(all));
  std::size_t kept = 0;
  const Mask d{drop_block_rate(0.2, blocks), Key{9}};
  REQUIRE(drop_block_mask(d, blocks, bits.data(), &kept) == StatusCode::ok);
  REQUIRE(kept > all / 2);
  Floats x(all, 3.0f);
  REQUIRE(apply_mask_by(mask_scale(all, kept), bits.data(), x.data(), x.data(), all) ==
          StatusCode::ok);
  double sum = 0;
  for (const float y : x) sum += static_cast<double>(y);
  CHECK(sum == doctest::Approx(3.0 * static_cast<double>(all)).epsilon(1e-6));
}

TEST_CASE("what apply_mask_by refuses, and the order in which it does") {
  const float x[4] = {1, 2, 3, 4};
  float y[4] = {5, 6, 7, 8};
  std::int16_t shorts[4] = {};
  using L = std::numeric_limits<float>;
  for (const float factor :
       {0.0f, 0x1.fffffep-1f, -1.0f, 0x1.000002p44f, L::infinity(), L::quiet_NaN()}) {
    CHECK(apply_mask_by(Scale{factor}, nullptr, x, y, size_max) == StatusCode::bad_option);
    CHECK(apply_mask_by(Scale{factor}, nullptr, x, no_floats, 0) == StatusCode::bad_option);
  }
  CHECK(apply_mask_by(Scale{}, nullptr, shorts, shorts, size_max, 1) == StatusCode::bad_option);
  CHECK(apply_mask_by(Scale{}, nullptr, x, y, size_max / 2) == StatusCode::bad_size);
  CHECK(apply_mask_by(Scale{}, nullptr, x, y, 4) == StatusCode::null_buffer);
  const std::uint8_t bits = 0xFF;
  CHECK(apply_mask_by(Scale{}, &bits, nullptr, y, 4) == StatusCode::null_buffer);
  CHECK(apply_mask_by(Scale{}, &bits, x, no_floats, 4) == StatusCode::null_buffer);
  CHECK(apply_mask_by(Scale{}, &bits, y, y + 1, 3) == StatusCode::overlap);
  CHECK(apply_mask_by(Scale{}, reinterpret_cast<std::uint8_t*>(y), x, y, 4) == StatusCode::overlap);
  CHECK(apply_mask_by(Scale{}, nullptr, nullptr, no_floats, 0) == StatusCode::ok);
  CHECK((y[0] == 5 && y[3] == 8));
}

}  // namespace apply_mask_by_test
