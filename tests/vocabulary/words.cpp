// SPDX-License-Identifier: MIT
//
// Words has ops on what is narrower than a word alone, and is no ISA's vocabulary: one row for
// every machine, though it has none for most.
#include "mask/words.hpp"

#include "kernel/keep.hpp"
#include "ops/requantize.hpp"
#include "quantized.hpp"

namespace {

// An element that stands alone, before the first word or after the last.
template <class W>
struct Alone : Scalar {
  template <class T>
  static I requantize(I x, int16_t multiplier, uint8_t shift, T zero) {
    return W::requantize(x, multiplier, shift, zero);
  }
};

template <class W, class T>
void check_integers(const Place& place) {
  constexpr unsigned width = droplet::detail::width_of<W, T>;
  if constexpr (width != 0) {
    Quantized<W, T>(place, width).requantized();
    Quantized<Alone<W>, T>(place).requantized();
  }
}

template <class W, class T>
class Pairs {
 public:
  explicit Pairs(const Place& place)
      : x_(reinterpret_cast<T*>(place.first)), y_(reinterpret_cast<T*>(place.end) - 2) {}

  // Every half is either of a word's, beside another.
  void conversions() {
    vocabulary::checking("load and store_word", name_of<T>);
    for (unsigned bits = 0; bits < 0x10000; ++bits) {
      fill(x_, 2, [=](unsigned l) { return l == 0 ? bits : ~bits; });
      W::store_word(y_, W::load(x_));
      expect(y_, Scalar::load(x_), Scalar::load(x_ + 1));
    }
  }
  void arithmetic() {
    vocabulary::checking("multiply, add_product, relu and store", name_of<T>);
    for (unsigned i = 0; i < float_count * float_count; ++i) {
      const float low = float_of(float_bits(i)), high = float_of(float_bits(i / float_count));
      W::store(y_ - 1, of<W>(typename W::F{low, high}));  // where no word begins
      expect(y_ - 1, of<Scalar>(low), of<Scalar>(high));
    }
  }

 private:
  template <class V, class F>
  static F of(F a) {
    const F three = V::broadcast(3.0f);
    return V::relu(V::add_product(V::broadcast(0.5f), V::multiply(a, three), three));
  }
  static void expect(const T* y, float low, float high) {
    T want[2];
    Scalar::store(want, low);
    Scalar::store(want + 1, high);
    expect_bits(y, 2, [&](unsigned l) { return bits_of(want + l); });
  }

  T *x_, *y_;
};

template <class W, class T>
void check_floats(const Place& place) {
  if constexpr (droplet::detail::width_of<W, T> != 0) {
    Pairs<W, T>(place).conversions();
    Pairs<W, T>(place).arithmetic();
  }
}

}  // namespace

namespace vocabulary {
Check words;
void words([[maybe_unused]] const Place& place) {
#define DROPLET_CHECK_TYPE(T, suffix) check_floats<Words, T>(place);
  DROPLET_NARROW_TYPES(DROPLET_CHECK_TYPE)
#undef DROPLET_CHECK_TYPE
#define DROPLET_CHECK_TYPE(T, suffix) check_integers<Words, T>(place);
  DROPLET_INTEGER_TYPES(DROPLET_CHECK_TYPE)
#undef DROPLET_CHECK_TYPE
}
}  // namespace vocabulary
