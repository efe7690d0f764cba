// SPDX-License-Identifier: MIT
//
// What dropout of int8 promises: how exact it is, pieces, and what it refuses.
#include <cmath>
#include <functional>

#include "int8_rig.hpp"

using namespace droplet;
using namespace support;

namespace {

constexpr std::size_t n = 264;

// Buffers of n elements, and whether they are as they were.
struct Scene {
  Int8s x = int8s(2 * n, 1), y = int8s(2 * n, 2);
  Bytes bits = Bytes(2 * n, 0x3C);
  bool untouched() const {
    return x == int8s(2 * n, 1) && y == int8s(2 * n, 2) && bits == Bytes(2 * n, 0x3C);
  }
};

// The same call in C++ and in C, where it draws, and where it does not.
void writes_nothing(StatusCode want, const std::function<void(Int8Arguments*)>& spoil) {
  on_every_isa([&](const std::string&) {
    for (const double p : {0.0, 0.5, 1.0}) {
      for (const Mode mode : {Mode::train, Mode::inference}) {
        for (const bool unscaled : {false, true}) {
          for (const bool in_c : {false, true}) {
            Scene scene;
            const Mask mask{Rate{p}, Key{1}, 0, mode};
            Int8Arguments a{mask, scene.x.data(), scene.y.data(), n,
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

TEST_CASE("int8 in pieces") {
  on_every_isa([](const std::string&) {
    constexpr std::size_t count = 1300;
    const Int8s x = int8s(count, 2);
    const Mask mask{Rate{0.1}, Key{rig_key}, 4000};
    Int8s whole(count), y(count);
    Bytes bits(count / 8 + 1), pieces = bits;
    const Quantization to = {.zero_point = 3};
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

TEST_CASE("what is kept of int8 is within 0.51 of the exact product") {
  on_every_isa([](const std::string&) {
    for (const double p : {0.3, 0.5, 0.1, 0.9, 1.0 / 3, 0.2, 0.25, 0.95, 0.996, 0x1p-12, 0x1p-44}) {
      const Mask mask{Rate{p}, Key{rig_key}};
      const double scale = 1.0 / mask.rate().keep();
      for (int zero = -128; zero <= 127; zero += effort(5, 51)) {
        Int8s x(2048), y(2048);
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<std::int8_t>(i);
        REQUIRE(dropout(mask, x.data(), y.data(), x.size(), {.zero_point = zero}) ==
                StatusCode::ok);
        const Bytes bits = mask_of(mask, x.size());
        double farthest = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
          const double exact = bit(bits, i) ? zero + (x[i] - zero) * scale : zero;
          const double limited = std::fmin(std::fmax(exact, -128.0), 127.0);
          farthest = std::fmax(farthest, std::fabs(y[i] - limited));
        }
        CHECK(farthest <= 0.51);
      }
    }
  });
}

TEST_CASE("zero points beyond int8's range, with no elements too, after a bad descriptor") {
  for (const int zero : {128, -129, 256, -256, 0x7FFFFFFF, -0x7FFFFFFF - 1}) {
    for (const std::size_t count : {std::size_t{0}, n, size_max}) {
      writes_nothing(StatusCode::bad_option,
                     [=](Int8Arguments* a) { a->zero = zero, a->n = count; });
      writes_nothing(StatusCode::bad_option, [=](Int8Arguments* a) {
        a->zero = zero, a->n = count, a->x = nullptr, a->bits = nullptr;
      });
      writes_nothing(StatusCode::bad_probability,
                     [=](Int8Arguments* a) { a->zero = zero, a->n = count, a->mask = Mask{}; });
      writes_nothing(StatusCode::unknown_format, [=](Int8Arguments* a) {
        droplet_mask_t mask = a->mask.c();
        mask.rate.format = 2;
        a->zero = zero, a->n = count, a->mask = Mask{mask};
      });
      CHECK(droplet_dropout_i8(nullptr, nullptr, nullptr, count, {.zero_point = zero}, nullptr) ==
            DROPLET_BAD_DESCRIPTOR);
    }
  }
}

TEST_CASE("int8: null buffers, and none where there are no elements") {
  writes_nothing(StatusCode::null_buffer, [](Int8Arguments* a) { a->x = nullptr; });
  writes_nothing(StatusCode::null_buffer, [](Int8Arguments* a) { a->y = nullptr; });
  writes_nothing(StatusCode::null_buffer,
                 [](Int8Arguments* a) { a->y = nullptr, a->n = SIZE_MAX; });
  writes_nothing(StatusCode::ok, [](Int8Arguments* a) { a->n = 0; });
  writes_nothing(StatusCode::ok,
                 [](Int8Arguments* a) { a->n = 0, a->x = nullptr, a->y = nullptr; });
}

TEST_CASE("int8: buffers that overlap, and that touch") {
  const auto bytes = [](const std::int8_t* p) {
    return reinterpret_cast<std::uint8_t*>(const_cast<std::int8_t*>(p));
  };
  for (const std::size_t by : {std::size_t{1}, std::size_t{100}, n - 1}) {
    writes_nothing(StatusCode::overlap, [=](Int8Arguments* a) { a->x = a->y + by; });
    writes_nothing(StatusCode::overlap, [=](Int8Arguments* a) { a->x = a->y, a->y += by; });
  }
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}, n - 1}) {
    writes_nothing(StatusCode::overlap, [=](Int8Arguments* a) { a->bits = bytes(a->x) + at; });
    writes_nothing(StatusCode::overlap, [=](Int8Arguments* a) { a->bits = bytes(a->y) + at; });
    writes_nothing(StatusCode::overlap,
                   [=](Int8Arguments* a) { a->x = a->y, a->bits = bytes(a->y) + at; });
  }
  // Its bytes fit size_t, but no two buffers of them are apart.
  writes_nothing(StatusCode::overlap, [](Int8Arguments* a) { a->n = SIZE_MAX; });
  writes_nothing(StatusCode::overlap, [](Int8Arguments* a) { a->x = a->y, a->n = SIZE_MAX; });
  Int8s both(2 * n + n / 8);
  const Mask mask{Rate{0.5}, Key{1}};
  for (const bool up : {false, true}) {
    std::int8_t *const low = both.data(), *const high = low + n;
    CHECK(dropout(mask, up ? low : high, up ? high : low, n, {}, bytes(high) + n) ==
          StatusCode::ok);
  }
}
