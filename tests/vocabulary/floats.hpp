// SPDX-License-Identifier: MIT
//
// The vocabulary's arithmetic on floats, every value with every other in every lane, against that
// of R; and a few results as they are written in IEEE 754.
#ifndef DROPLET_TESTS_VOCABULARY_FLOATS_HPP
#define DROPLET_TESTS_VOCABULARY_FLOATS_HPP

#include "place.hpp"
#include "values.hpp"

namespace {

using vocabulary::Place;

template <class V, class R>
class Floats {
 public:
  // a is aligned to a float and not to a vector; b and the result end where accesses are seen to.
  explicit Floats(const Place& place)
      : a_(reinterpret_cast<float*>(place.first) + 1),
        b_(reinterpret_cast<float*>(place.end) - V::floats) {}

  void run() {
    pairs(
        "broadcast a float", [](F, F, float b) { return V::broadcast(b); },
        [](float, float b) { return b; }, 0);
    pairs(
        "add floats", [](F a, F b, float) { return V::add(a, b); }, sum);
    pairs(
        "multiply floats", [](F a, F b, float) { return V::multiply(a, b); }, product);
    pairs(
        "multiply floats, then add", [](F a, F b, float) { return V::add_product(a, a, b); },
        [](float a, float b) { return sum(product(a, b), a); });
    vocabulary::checking("a product is rounded before it is added");
    // 1 + 2^-12, whose square loses its last 2^-24, and minus what is left of it
    result([](F a, F b) { return V::add_product(b, a, a); }, {0x3F800800, 0xBF801000, 0});
    vocabulary::checking("add floats, as written");
    for (const Row& row : sums) result([](F a, F b) { return V::add(a, b); }, row);
    vocabulary::checking("multiply floats, as written");
    for (const Row& row : products) result([](F a, F b) { return V::multiply(a, b); }, row);
  }

 private:
  using F = typename V::F;
  struct Row {
    uint32_t a, b, result;
  };
  static constexpr Row sums[] = {
      {0x80000000, 0x00000000, 0x00000000},  // -0 + 0
      {0x80000000, 0x80000000, 0x80000000},  // -0 + -0
      {0x3F800000, 0xBF800000, 0x00000000},  // 1 - 1
      {0x3F800000, 0x33800000, 0x3F800000},  // 1 + 2^-24: a tie, to even
      {0x3F800001, 0x33800000, 0x3F800002},  // the other tie
      {0x7F7FFFFF, 0x73000000, 0x7F800000},  // half a unit over the largest
      {0x7F800000, 0xFF800000, 0x7FC00000},  // inf - inf
  };
  static constexpr Row products[] = {
      {0x80000000, 0x3F800000, 0x80000000},  // -0 * 1
      {0x00000000, 0xBF800000, 0x80000000},  // 0 * -1
      {0x7F800000, 0x00000000, 0x7FC00000},  // inf * 0
      {0xFF800000, 0x7FC00000, 0x7FC00000},  // -inf * NaN
      {0x3F800001, 0x3FC00000, 0x3FC00002},  // a tie, to even
      {0x7F7FFFFF, 0x3F800001, 0x7F800000},  // over the largest
      {0x00800000, 0x3F000000, flushes<V> ? 0u : 0x00400000u},
      {0x80000001, 0x3F000000, 0x80000000},  // half of the least
      {0x00000003, 0x4B000000, flushes<V> ? 0u : 0x01400000u},
  };

  static float sum(float a, float b) {
    if (!flushes<V>) return R::add(a, b);
    return flushed(static_cast<double>(flushed(a)) + static_cast<double>(flushed(b)));
  }
  static float product(float a, float b) {
    if (!flushes<V>) return rounded(R::multiply(a, b));
    return flushed(static_cast<double>(flushed(a)) * static_cast<double>(flushed(b)));
  }

  void expect(unsigned lane, uint32_t want) {
    const uint32_t got = bits_of(b_ + lane);
    if (is_nan(want) ? !is_nan(got) : got != want) vocabulary::wrong(lane, got, want);
  }

  // From lane to lane a's value changes, and b's by `turn`. By pointers, so that it is compiled
  // once.
  [[gnu::noinline]] void pairs(const char* name, F (*op)(F, F, float),
                               float (*expected)(float, float), unsigned turn = 1) {
    vocabulary::checking(name);
    const auto value = [](unsigned i, unsigned lane) { return floats[(i + lane) % float_count]; };
    for (unsigned pair = 0; pair < float_count * float_count; ++pair) {
      const unsigned i = pair / float_count, j = pair % float_count;
      fill(a_, V::floats, [=](unsigned l) { return value(i, l); });
      fill(b_, V::floats, [=](unsigned l) { return value(j, turn * l); });
      V::store(b_, op(V::load(a_), V::load(b_), float_of(floats[j])));
      for (unsigned l = 0; l < V::floats; ++l) {
        const float want = expected(float_of(value(i, l)), float_of(value(j, turn * l)));
        expect(l, bits_of(&want));
      }
    }
  }

  [[gnu::noinline]] void result(F (*op)(F, F), const Row& row) {
    fill(a_, V::floats, [&](unsigned) { return row.a; });
    fill(b_, V::floats, [&](unsigned) { return row.b; });
    V::store(b_, op(V::load(a_), V::load(b_)));
    for (unsigned l = 0; l < V::floats; ++l) expect(l, row.result);
  }

  float *a_, *b_;
};

}  // namespace

#endif
