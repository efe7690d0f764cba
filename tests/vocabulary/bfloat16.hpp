// SPDX-License-Identifier: MIT
//
// What converts bfloat16: every one of them to float, and to it floats on every side of what is
// rounded, each in every lane, against the store of R.
#ifndef DROPLET_TESTS_VOCABULARY_BFLOAT16_HPP
#define DROPLET_TESTS_VOCABULARY_BFLOAT16_HPP

#include "place.hpp"
#include "values.hpp"

namespace {

using vocabulary::Place;

template <class V, class R>
class Bfloats {
 public:
  explicit Bfloats(const Place& place) : first_(place.first), end_(place.end) {}

  void run() {
    // A float ends where accesses are seen to, and a bfloat16 is aligned as such and no more; then
    // the other way round.
    load(reinterpret_cast<bfloat16*>(first_) + 1, reinterpret_cast<float*>(end_) - V::floats);
    load(reinterpret_cast<bfloat16*>(end_) - V::floats, reinterpret_cast<float*>(first_) + 1);
    store(reinterpret_cast<float*>(first_) + 1, reinterpret_cast<bfloat16*>(end_) - V::floats);
    store(reinterpret_cast<float*>(end_) - V::floats, reinterpret_cast<bfloat16*>(first_) + 1);
    vocabulary::checking("store bfloat16, as written");
    for (const Row& row : rows) {
      bfloat16* const y = reinterpret_cast<bfloat16*>(end_) - V::floats;
      V::store(y, V::broadcast(float_of(row.bits)));
      expect_bits(y, V::floats, [&](unsigned) { return row.half; });
    }
  }

 private:
  struct Row {
    uint32_t bits;
    uint16_t half;
  };
  static constexpr Row rows[] = {
      {0x3F808000, 0x3F80}, {0x3F818000, 0x3F82},  // ties, to even
      {0x3F808001, 0x3F81}, {0x3F817FFF, 0x3F81},  // beside them
      {0x3FFF8000, 0x4000},                        // a carry into the exponent
      {0x7F7F7FFF, 0x7F7F}, {0xFF7F8000, 0xFF80},  // the largest, and half a unit over it
      {0x00008000, 0x0000}, {0x80008001, 0x8001},  // about half of the least
      {0x007F8000, 0x0080},                        // from the subnormals to the least normal
      {0x7F800001, 0x7FC0}, {0xFFFFFFFF, 0xFFFF},  // NaNs that rounding would take for others
  };
  // What stands below a half: nothing, less than half a unit, half a unit, more.
  static constexpr uint32_t rests[] = {0, 1, 0x7FFF, 0x8000, 0x8001, 0xFFFF};
  static constexpr unsigned rest_count = sizeof rests / sizeof rests[0];
  static constexpr unsigned halves = 65536;
  static constexpr uint32_t float_at(unsigned i) {
    return i / rest_count % halves << 16 | rests[i % rest_count];
  }

  static void load(bfloat16* x, float* y) {
    vocabulary::checking("load bfloat16");
    for (unsigned i = 0; i < halves; ++i) {
      fill(x, V::floats, [=](unsigned l) { return i + l; });
      V::store(y, V::load(x));
      expect_bits(y, V::floats, [=](unsigned l) { return (i + l) % halves << 16; });
    }
  }

  static void store(float* x, bfloat16* y) {
    vocabulary::checking("store bfloat16");
    bfloat16 expected[V::floats];  // a ring: lane l of the case i is that of the case i + l
    for (unsigned i = 0; i < V::floats; ++i) R::store(expected + i, float_of(float_at(i)));
    for (unsigned i = 0; i < halves * rest_count; ++i) {
      fill(x, V::floats, [=](unsigned l) { return float_at(i + l); });
      V::store(y, V::load(x));
      expect_bits(y, V::floats, [&](unsigned l) { return expected[(i + l) % V::floats].bits; });
      R::store(expected + i % V::floats, float_of(float_at(i + V::floats)));
    }
  }

  unsigned char *first_, *end_;
};

}  // namespace

#endif
