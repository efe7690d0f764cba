// SPDX-License-Identifier: MIT
//
// Dropout of narrow types, and every operation on integers, against plain formulas.
#include "check.hpp"
#include "elements.hpp"
#include "fixed.hpp"
#include "kept_elements.hpp"
#include "ops.def"

namespace boards {

using namespace droplet;

namespace {

// Across a block's end, apart and in place. The buffers hold any type.
template <class T, class Input, class Dropped, class Kept, class Drop>
void check_type(Input input, Dropped dropped, Kept kept, Drop drop) {
  constexpr std::size_t n = 301;
  const Mask d = descriptor(4096 - 150);
  auto* const x = reinterpret_cast<T*>(buffers.x);
  auto* const y = reinterpret_cast<T*>(buffers.y);
  for (std::size_t i = 0; i < n; ++i) x[i] = input(i);
  y[n] = x[n - 1];
  CHECK(drop(d, x, y, n) == StatusCode::ok);
  for (std::size_t i = 0; i < n; ++i) {
    CHECK(y[i] == (keeps(d, d.first() + i) ? kept(x[i]) : dropped(x[i])));
  }
  CHECK(y[n] == x[n - 1]);
  CHECK(drop(d, x, x, n) == StatusCode::ok);
  CHECK(std::memcmp(x, y, n * sizeof(T)) == 0);
}

template <class T>
void check_floating() {
  const auto rounded = [](float v) { return elements::rounded<T>(v); };
  check_type<T>([=](std::size_t i) { return rounded(buffers.branch[i]); },
                [=](T) { return rounded(0.0f); },
                [=](T x) { return rounded(elements::number(x) * scale); },
                [](const Mask& d, const T* x, T* y, std::size_t n) { return dropout(d, x, y, n); });
}

// Every third of as many rows, apart and in place.
template <class T>
std::size_t list_rows(std::size_t n) {
  std::size_t count = 0;
  for (std::size_t row = 1; row < n; row += 3)
    buffers.kept[count++] = static_cast<std::uint32_t>(row);
  auto* const x = reinterpret_cast<T*>(buffers.x);
  for (std::size_t i = 0; i < 2 * n; ++i) x[i] = static_cast<T>(i * 1080890149u);
  return count;
}

template <class T>
void check_gathered(int zero, Scale factor) {
  constexpr Rows rows = {.rows = 100, .row_length = 2};
  const std::size_t count = list_rows<T>(rows.rows);
  auto* const x = reinterpret_cast<T*>(buffers.x);
  auto* const y = reinterpret_cast<T*>(buffers.y);
  CHECK(gather_rows(buffers.kept, count, x, y, rows, factor, zero) == StatusCode::ok);
  for (std::size_t i = 0; i < 2 * count; ++i) {
    CHECK(y[i] == kept_elements::times(factor.value(), x[2 * buffers.kept[i / 2] + i % 2], zero));
  }
  CHECK(gather_rows(buffers.kept, count, x, x, rows, factor, zero) == StatusCode::ok);
  CHECK(std::memcmp(x, y, 2 * count * sizeof(T)) == 0);
}

template <class T>
void check_scattered(int zero) {
  constexpr Rows rows = {.rows = 100, .row_length = 2};
  const std::size_t count = list_rows<T>(rows.rows);
  auto* const x = reinterpret_cast<T*>(buffers.x);
  auto* const y = reinterpret_cast<T*>(buffers.y);
  CHECK(scatter_add_rows(buffers.kept, count, x, x, y, rows, Scale{scale}, zero) == StatusCode::ok);
  for (std::size_t i = 0, j = 0; i < 200; ++i) {
    const bool kept = i / 2 % 3 == 1;
    CHECK(y[i] == (kept ? kept_elements::added(scale, x[i], x[j], zero) : x[i]));
    j += kept ? 1 : 0;
  }
}

// Whatever is decided for rows and channels is decided for each element, as they have one.
template <class T>
void check_integers() {
  const fixed::Factor factor = fixed::factor_of<T>(scale);
  const auto input = [](std::size_t i) { return static_cast<T>(i * 1080890149u); };
  for (const int zero : {fixed::least_zero<T>, fixed::most_zero<T>}) {
    for (const bool unscaled : {false, true}) {
      const Quantization to = {.zero_point = zero, .unscaled = unscaled};
      const auto check = [=](auto drop) {
        check_type<T>(
            input, [=](T) { return static_cast<T>(zero); },
            [=](T x) { return unscaled ? x : fixed::kept(factor, x, zero); }, drop);
      };
      check(
          [=](const Mask& d, const T* x, T* y, std::size_t n) { return dropout(d, x, y, n, to); });
      check([=](const Mask& d, const T* x, T* y, std::size_t n) {
        CHECK(dropout_share(d, x, y, n, {.index = 1, .count = 2}, to) == StatusCode::ok);
        return dropout_share(d, x, y, n, {.index = 0, .count = 2}, to);
      });
      check([=](const Mask& d, const T* x, T* y, std::size_t n) {
        CHECK(fill_mask(d, buffers.mask, n) == StatusCode::ok);
        CHECK(apply_mask_share(d.rate(), buffers.mask, x, y, n, {.index = 1, .count = 2}, to) ==
              StatusCode::ok);
        return apply_mask_share(d.rate(), buffers.mask, x, y, n, {.index = 0, .count = 2}, to);
      });
      check([=](const Mask& d, const T* x, T* y, std::size_t n) {
        CHECK(fill_mask(d, buffers.mask, n) == StatusCode::ok);
        return apply_mask(d.rate(), buffers.mask, x, y, n, to);
      });
      check([=](const Mask& d, const T* x, T* y, std::size_t n) {
        CHECK(fill_mask(d, buffers.mask, n) == StatusCode::ok);
        return apply_mask_by(unscaled ? Scale{} : Scale{scale}, buffers.mask, x, y, n, zero);
      });
      check([=](const Mask& d, const T* x, T* y, std::size_t n) {
        return drop_path(d, x, y, {.rows = n, .row_length = 1}, {.unscaled = unscaled}, zero);
      });
      check_gathered<T>(zero, unscaled ? Scale{} : Scale{scale});
      check([=](const Mask& d, const T* x, T* y, std::size_t n) {
        return feature_dropout(d, x, y, {.samples = 1, .channels = n, .inner = 1}, to);
      });
      check([=](const Mask& d, const T* x, T* y, std::size_t n) {
        return locked_dropout(d, x, y, {.dimensions = 2, .size = {n, 1}, .noise = {0, 1}}, to);
      });
    }
    if constexpr (sizeof(T) < sizeof(std::int32_t)) {
      check_type<T>(
          input, [](T x) { return x; }, [=](T x) { return fixed::added(factor, x, x, zero); },
          [=](const Mask& d, const T* x, T* y, std::size_t n) {
            return drop_path_add(d, x, x, y, {.rows = n, .row_length = 1}, {}, zero);
          });
      check_scattered<T>(zero);
    }
  }
}

}  // namespace

void types() {
  fill_buffers();
#define DROPLET_CHECK(T, suffix) check_floating<T>();
  DROPLET_NARROW_TYPES(DROPLET_CHECK)
#undef DROPLET_CHECK
#define DROPLET_CHECK(T, suffix) check_integers<T>();
  DROPLET_INTEGER_TYPES(DROPLET_CHECK)
#undef DROPLET_CHECK
}

}  // namespace boards
