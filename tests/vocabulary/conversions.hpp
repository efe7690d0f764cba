// SPDX-License-Identifier: MIT
//
// What converts a T of 16 bits: every one of them to float, and to it floats on every side of what
// is rounded, each in every lane, against the store of R.
#ifndef DROPLET_TESTS_VOCABULARY_CONVERSIONS_HPP
#define DROPLET_TESTS_VOCABULARY_CONVERSIONS_HPP

#include "place.hpp"
#include "values.hpp"

namespace {

using vocabulary::Place;

struct Conversion {
  uint32_t from;
  uint16_t to;
};

// Of each type: the float that its bits stand for, and what a load makes of that; the float half
// way between two; some that are stored.
template <class T>
struct Cases;

template <>
struct Cases<bfloat16> {
  static uint32_t exact(uint32_t bits) { return bits << 16; }
  static uint32_t loaded(uint32_t bits) { return exact(bits); }
  static uint32_t middle(uint32_t from, uint32_t to) { return from + (to - from) / 2; }
  static constexpr Conversion stored[] = {
      {0x3F808000, 0x3F80}, {0x3F818000, 0x3F82},  // ties, to even
      {0x3F808001, 0x3F81}, {0x3F817FFF, 0x3F81},  // beside them
      {0x3FFF8000, 0x4000},                        // a carry into the exponent
      {0x7F7F7FFF, 0x7F7F}, {0xFF7F8000, 0xFF80},  // the largest, and half a unit over it
      {0x00008000, 0x0000}, {0x80008001, 0x8001},  // about half of the least
      {0x007F8000, 0x0080},                        // from the subnormals to the least normal
      {0x7F800001, 0x7FC0}, {0xFFFFFFFF, 0xFFFF},  // NaNs that rounding would take for others
  };
};

template <>
struct Cases<half> {
  static uint32_t exact(uint32_t bits) {
    const uint32_t sign = bits >> 15 << 31, magnitude = bits & 0x7FFF;
    const float subnormal = static_cast<float>(magnitude) * 0x1p-24f;
    if (magnitude < 0x400) return sign | bits_of(&subnormal);
    return sign | ((magnitude << 13) + (magnitude < 0x7C00 ? 0x38000000 : 0x70000000));
  }
  static uint32_t loaded(uint32_t bits) {
    return exact(bits) | ((bits & 0x7FFF) > 0x7C00 ? 0x400000 : 0);
  }
  // The least is a power of 2, and so is half of it.
  static uint32_t middle(uint32_t from, uint32_t to) {
    return from << 1 == 0 ? to - 0x800000 : from + (to - from) / 2;
  }
  static constexpr Conversion stored[] = {
      {0x3F801000, 0x3C00}, {0x3F803000, 0x3C02},  // ties, to even
      {0x3F801001, 0x3C01}, {0x3F802FFF, 0x3C01},  // beside them
      {0x3FFFF000, 0x4000},                        // a carry into the exponent
      {0x477FEFFF, 0x7BFF}, {0xC77FF000, 0xFC00},  // the largest, and half a unit over it
      {0x47800000, 0x7C00}, {0xFF7FFFFF, 0xFC00},  // far over it
      {0x33000000, 0x0000}, {0xB3000001, 0x8001},  // about half of the least
      {0x33C00000, 0x0002}, {0xB4200000, 0x8002},  // ties of subnormals
      {0x387FE000, 0x0400},                        // from the subnormals to the least normal
      {0x00000001, 0x0000}, {0x807FFFFF, 0x8000},  // subnormal floats
      {0x7F800001, 0x7E00}, {0xFFFFFFFF, 0xFFFF},  // NaNs that rounding would take for others
  };
};

template <class V, class R, class T>
class Conversions {
 public:
  explicit Conversions(const Place& place) : first_(place.first), end_(place.end) {}

  void run() {
    // A T ends where accesses are seen to, and a float is aligned as such and no more; then the
    // other way round, which no op on one element can tell: it took the emulated Cortex-M0+ 8 s.
    load(reinterpret_cast<T*>(end_) - V::floats, reinterpret_cast<float*>(first_) + 1);
    store(reinterpret_cast<float*>(first_) + 1, reinterpret_cast<T*>(end_) - V::floats);
    if constexpr (V::floats > 1) {
      load(reinterpret_cast<T*>(first_) + 1, reinterpret_cast<float*>(end_) - V::floats);
      store(reinterpret_cast<float*>(end_) - V::floats, reinterpret_cast<T*>(first_) + 1);
    }
    vocabulary::checking("store, as written,", name_of<T>);
    for (const Conversion& row : Cases<T>::stored) {
      T* const y = reinterpret_cast<T*>(end_) - V::floats;
      V::store(y, V::broadcast(float_of(row.from)));
      const bool one_nan = is_nan(row.from) && converts_to_one_nan<V, T>;
      expect_bits(y, V::floats, [&](unsigned) { return one_nan ? uint16_t{0x7E00} : row.to; });
    }
  }

 private:
  static constexpr unsigned halves = 65536;
  // From one T to the next: itself, the first float after it, about half way, the last before.
  static constexpr unsigned steps = 6;
  class Floats {
   public:
    uint32_t next() {
      if (step_ == steps) {
        step_ = 0;
        const uint32_t from = to_;
        to_ = Cases<T>::exact(++bits_ % halves);
        const uint32_t middle = Cases<T>::middle(from, to_);
        const uint32_t on_the_way[] = {from, from + 1, middle - 1, middle, middle + 1, to_ - 1};
        memcpy(on_the_way_, on_the_way, sizeof on_the_way);
      }
      return on_the_way_[step_++];
    }

   private:
    uint32_t bits_ = 0, to_ = Cases<T>::exact(0);
    unsigned step_ = steps;
    uint32_t on_the_way_[steps];
  };

  static uint32_t loaded(uint32_t bits) {
    const uint32_t want = Cases<T>::loaded(bits);
    return is_nan(want) && converts_to_one_nan<V, T> ? 0x7FC00000 : want;
  }
  static T stored(uint32_t bits) {
    T want = {0x7E00};
    if (!is_nan(bits) || !converts_to_one_nan<V, T>) R::store(&want, float_of(bits));
    return want;
  }

  static void load(T* x, float* y) {
    vocabulary::checking("load", name_of<T>);
    for (unsigned i = 0; i < halves; ++i) {
      fill(x, V::floats, [=](unsigned l) { return i + l; });
      V::store(y, V::load(x));
      expect_bits(y, V::floats, [=](unsigned l) { return loaded((i + l) % halves); });
    }
  }

  static void store(float* x, T* y) {
    vocabulary::checking("store", name_of<T>);
    Floats row;
    uint32_t from[V::floats];  // rings: lane l of the case i is that of the case i + l
    T expected[V::floats];
    const auto put = [&](unsigned i) {
      from[i % V::floats] = row.next();
      expected[i % V::floats] = stored(from[i % V::floats]);
    };
    for (unsigned i = 0; i < V::floats; ++i) put(i);
    for (unsigned i = 0; i < halves * steps; ++i) {
      fill(x, V::floats, [&](unsigned l) { return from[(i + l) % V::floats]; });
      V::store(y, V::load(x));
      expect_bits(y, V::floats, [&](unsigned l) { return expected[(i + l) % V::floats].bits; });
      put(i + V::floats);
    }
  }

  unsigned char *first_, *end_;
};

}  // namespace

#endif
