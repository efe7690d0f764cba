// SPDX-License-Identifier: MIT
//
// Dropout of narrow types and of integers against plain formulas.
#include "check.hpp"
#include "elements.hpp"
#include "fixed.hpp"
#include "ops.def"

namespace boards {

using namespace droplet;

namespace {

// Across a block's end, apart and in place. The buffers hold any type.
template <class T, class Input, class Kept, class Drop>
void check_type(T dropped, Input input, Kept kept, Drop drop) {
  constexpr std::size_t n = 301;
  const Mask d = descriptor(4096 - 150);
  auto* const x = reinterpret_cast<T*>(buffers.x);
  auto* const y = reinterpret_cast<T*>(buffers.y);
  for (std::size_t i = 0; i < n; ++i) x[i] = input(i);
  y[n] = x[n - 1];
  CHECK(drop(d, x, y, n) == StatusCode::ok);
  for (std::size_t i = 0; i < n; ++i) {
    CHECK(y[i] == (keeps(d, d.first() + i) ? kept(x[i]) : dropped));
  }
  CHECK(y[n] == x[n - 1]);
  CHECK(drop(d, x, x, n) == StatusCode::ok);
  CHECK(std::memcmp(x, y, n * sizeof(T)) == 0);
}

template <class T>
void check_floating() {
  const auto rounded = [](float v) { return elements::rounded<T>(v); };
  check_type<T>(
      elements::rounded<T>(0.0f), [=](std::size_t i) { return rounded(buffers.branch[i]); },
      [=](T x) { return rounded(elements::number(x) * scale); },
      [](const Mask& d, const T* x, T* y, std::size_t n) { return dropout(d, x, y, n); });
}

template <class T>
void check_integers() {
  const fixed::Factor factor = fixed::factor_of<T>(scale);
  for (const int zero : {fixed::least_zero<T>, fixed::most_zero<T>}) {
    check_type<T>(
        static_cast<T>(zero), [](std::size_t i) { return static_cast<T>(i * 8229); },
        [=](T x) { return fixed::kept(factor, x, zero); },
        [=](const Mask& d, const T* x, T* y, std::size_t n) {
          return dropout(d, x, y, n, {.zero_point = zero});
        });
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
