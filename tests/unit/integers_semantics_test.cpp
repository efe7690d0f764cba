// SPDX-License-Identifier: MIT
//
// What dropout of integers promises: how exact it is, pieces, and what it refuses.
#include <cmath>
#include <functional>

#include "integer_rig.hpp"

namespace integers_semantics_test {

using namespace droplet;
using namespace support;

namespace {

constexpr std::size_t n = 264;
template <class T>
constexpr std::size_t most_elements = SIZE_MAX / sizeof(T);

// Buffers of n elements, and whether they are as they were.
template <class T>
struct Scene {
  std::vector<T> x = values<T>(2 * n, 1), y = values<T>(2 * n, 2);
  Bytes bits = Bytes(2 * n, 0x3C);
  bool untouched() const {
    return x == values<T>(2 * n, 1) && y == values<T>(2 * n, 2) && bits == Bytes(2 * n, 0x3C);
  }
};

// The same call in C++ and in C, where it draws, and where it does not.
template <class T>
void writes_nothing(StatusCode want, const std::function<void(IntegerArguments<T>*)>& spoil) {
  on_every_isa([&](const std::string&) {
    for (const double p : {0.0, 0.5, 1.0}) {
      for (const Mode mode : {Mode::train, Mode::inference}) {
        for (const bool unscaled : {false, true}) {
          for (const bool in_c : {false, true}) {
            Scene<T> scene;
            const Mask mask{Rate{p}, Key{1}, 0, mode};
            IntegerArguments<T> a{mask, scene.x.data(), scene.y.data(), n,
                                  0,    unscaled,       in_c,           scene.bits.data()};
            spoil(&a);
            CHECK(a.drop() == want);
            CHECK(scene.untouched());
          }
        }
      }
    }
  });
}

}  // namespace

TEST_CASE_TEMPLATE("integers in pieces", T, INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    constexpr std::size_t count = 1300;
    const std::vector<T> x = values<T>(count, 2);
    const Mask mask{Rate{0.1}, Key{rig_key}, 4000};
    std::vector<T> whole(count), y(count);
    Bytes bits(count / 8 + 1), pieces = bits;
    const Quantization to = {.zero_point = zero_point<T>(1)};
    REQUIRE(dropout(mask, x.data(), whole.data(), count, to, bits.data()) == StatusCode::ok);
    for (std::size_t cut = 0; cut <= count; ++cut) {
      Mask rest = mask;
      rest.set_first(mask.first() + cut);
      std::uint8_t* const stored = cut % 8 == 0 ? pieces.data() : nullptr;
      std::uint8_t* const more = stored != nullptr ? stored + cut / 8 : nullptr;
      y.assign(count, 0x59);
      pieces.assign(bits.size(), 0x59);
      REQUIRE(dropout(mask, x.data(), y.data(), cut, to, stored) == StatusCode::ok);
      REQUIRE(dropout(rest, x.data() + cut, y.data() + cut, count - cut, to, more) ==
              StatusCode::ok);
      if (y != whole || (stored != nullptr && pieces != bits)) FAIL_CHECK("cut at ", cut);
    }
  });
}

TEST_CASE_TEMPLATE("what is kept of integers is near the exact product", T, INTEGER_TYPES) {
  constexpr int least = std::numeric_limits<T>::min(), most = std::numeric_limits<T>::max();
  on_every_isa([](const std::string&) {
    for (const double p : {0.3, 0.5, 0.1, 0.9, 1.0 / 3, 0.2, 0.25, 0.95, 0.996, 0x1p-12, 0x1p-44}) {
      const Mask mask{Rate{p}, Key{rig_key}};
      // A distance of 32 bits shows by how much the rate's scale, a float, is not 1 / keep.
      constexpr bool wide = sizeof(T) == sizeof(std::int32_t);
      const double scale =
          wide ? static_cast<double>(mask.rate().scale()) : 1.0 / mask.rate().keep();
      for (const int zero : zero_points<T>(effort(5, 51))) {
        std::vector<T> x(2048), y(2048);
        for (std::size_t i = 0; i < x.size(); ++i) {
          x[i] = static_cast<T>(i * 8191);
          if (wide) x[i] = static_cast<T>(i * 2096897);
        }
        REQUIRE(dropout(mask, x.data(), y.data(), x.size(), {.zero_point = zero}) ==
                StatusCode::ok);
        const Bytes bits = mask_of(mask, x.size());
        double farthest = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
          const double d = static_cast<double>(x[i]) - zero;
          const double exact = bit(bits, i) ? zero + d * scale : zero;
          const double limited = std::fmin(std::fmax(exact, least), most);
          farthest = std::fmax(farthest, std::fabs(y[i] - limited));
        }
        CHECK(farthest <= (sizeof(T) == 1 ? 0.51 : wide ? 0.5 : 1.5));
      }
    }
  });
}

TEST_CASE_TEMPLATE(
    "zero points that the type has not, with no elements too, after a bad descriptor", T,
    NARROW_INTEGER_TYPES) {
  for (const int zero :
       {most_zero<T> + 1, least_zero<T> - 1, 256, -256, 0x10000, 0x7FFFFFFF, -0x7FFFFFFF - 1}) {
    for (const std::size_t count : {std::size_t{0}, n, size_max}) {
      writes_nothing<T>(StatusCode::bad_option,
                        [=](IntegerArguments<T>* a) { a->zero = zero, a->n = count; });
      writes_nothing<T>(StatusCode::bad_option, [=](IntegerArguments<T>* a) {
        a->zero = zero, a->n = count, a->x = nullptr, a->bits = nullptr;
      });
      writes_nothing<T>(StatusCode::bad_probability, [=](IntegerArguments<T>* a) {
        a->zero = zero, a->n = count, a->mask = Mask{};
      });
      writes_nothing<T>(StatusCode::unknown_format, [=](IntegerArguments<T>* a) {
        droplet_mask_t mask = a->mask.c();
        mask.rate.format = 2;
        a->zero = zero, a->n = count, a->mask = Mask{mask};
      });
      CHECK(IntegerArguments<T>::in_c_of_type(nullptr, nullptr, nullptr, count,
                                              {.zero_point = zero},
                                              nullptr) == DROPLET_BAD_DESCRIPTOR);
    }
  }
}

TEST_CASE_TEMPLATE("integers: null buffers, and none where there are no elements", T,
                   INTEGER_TYPES) {
  writes_nothing<T>(StatusCode::null_buffer, [](IntegerArguments<T>* a) { a->x = nullptr; });
  writes_nothing<T>(StatusCode::null_buffer, [](IntegerArguments<T>* a) { a->y = nullptr; });
  writes_nothing<T>(StatusCode::null_buffer,
                    [](IntegerArguments<T>* a) { a->y = nullptr, a->n = most_elements<T>; });
  writes_nothing<T>(StatusCode::ok, [](IntegerArguments<T>* a) { a->n = 0; });
  writes_nothing<T>(StatusCode::ok,
                    [](IntegerArguments<T>* a) { a->n = 0, a->x = nullptr, a->y = nullptr; });
}

TEST_CASE_TEMPLATE("integers: buffers that overlap, and that touch", T, INTEGER_TYPES) {
  const auto bytes = [](const T* p) { return reinterpret_cast<std::uint8_t*>(const_cast<T*>(p)); };
  for (const std::size_t by : {std::size_t{1}, std::size_t{100}, n - 1}) {
    writes_nothing<T>(StatusCode::overlap, [=](IntegerArguments<T>* a) { a->x = a->y + by; });
    writes_nothing<T>(StatusCode::overlap,
                      [=](IntegerArguments<T>* a) { a->x = a->y, a->y += by; });
  }
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}, n - 1}) {
    writes_nothing<T>(StatusCode::overlap,
                      [=](IntegerArguments<T>* a) { a->bits = bytes(a->x) + at; });
    writes_nothing<T>(StatusCode::overlap,
                      [=](IntegerArguments<T>* a) { a->bits = bytes(a->y) + at; });
    writes_nothing<T>(StatusCode::overlap,
                      [=](IntegerArguments<T>* a) { a->x = a->y, a->bits = bytes(a->y) + at; });
  }
  // Their bytes fit size_t, but no two buffers of them are apart.
  writes_nothing<T>(StatusCode::overlap, [](IntegerArguments<T>* a) { a->n = most_elements<T>; });
  writes_nothing<T>(StatusCode::overlap,
                    [](IntegerArguments<T>* a) { a->x = a->y, a->n = most_elements<T>; });
  std::vector<T> both(2 * n + n / 8);
  const Mask mask{Rate{0.5}, Key{1}};
  for (const bool up : {false, true}) {
    T *const low = both.data(), *const high = low + n;
    CHECK(dropout(mask, up ? low : high, up ? high : low, n, {}, bytes(high + n)) ==
          StatusCode::ok);
  }
}

}  // namespace integers_semantics_test
