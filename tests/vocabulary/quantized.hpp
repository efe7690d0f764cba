// SPDX-License-Identifier: MIT
//
// The vocabulary's ops on integers: every element around every zero point, for scales of every
// exponent, against plain C++; and what chooses among elements.
#ifndef DROPLET_TESTS_VOCABULARY_QUANTIZED_HPP
#define DROPLET_TESTS_VOCABULARY_QUANTIZED_HPP

#include "ops/requantize.hpp"
#include "place.hpp"
#include "plain.hpp"
#include "values.hpp"

namespace {

using vocabulary::Place;

template <class V, class T>
class Quantized {
 public:
  // Loads from `offset` elements on, by default where no vector would be aligned.
  explicit Quantized(const Place& place, unsigned offset = 1)
      : x_(reinterpret_cast<T*>(place.first) + offset), end_(reinterpret_cast<T*>(place.end)) {}

  void run() {
    requantized();
    choices();
  }
  void requantized() {
    vocabulary::checking("requantize", name_of<T>);
    for (uint32_t exponent = 0; exponent <= 44; ++exponent) {
      // Exact; rounded down, and up; just not up to 1.25, and up to it, so that there are ties; and
      // up to the next exponent. Where int8 and then int16 saturate, one of each.
      constexpr uint32_t fractions[] = {0, 0x0E38E4, 0x2AAAAB, 0x1FFEFF, 0x1FFF00, 0x7FFFFF};
      for (const uint32_t fraction : fractions) {
        if (exponent <= 8 * sizeof(T) || fraction == 0)
          requantize((127 + exponent) << 23 | fraction);
      }
    }
  }

 private:
  static constexpr unsigned width = droplet::detail::width_of<V, T>;
  static constexpr int least = Plain::least<T>, most = -1 - least;

  void requantize(uint32_t scale_bits) {
    const Plain::Fixed fixed = Plain::fixed(scale_bits);
    T* const y = end_ - width;
    constexpr bool any_zero = droplet::detail::has_zero_point<T>;
    for (int zero = any_zero ? least : 0; zero <= (any_zero ? most : 0); ++zero) {
      const auto r = droplet::detail::requantization(scale_bits, static_cast<T>(zero));
      for (int from = least; from <= most; from += static_cast<int>(width)) {
        const auto value = [=](unsigned l) { return from + static_cast<int>(l); };
        fill(x_, width, value);
        V::store(y, V::requantize(V::load(x_), r.multiplier, r.shift, r.zero));
        expect_bits(y, width,
                    [=](unsigned l) { return Plain::requantized<T>(fixed, value(l), zero); });
      }
    }
  }

  // Each bit alone, and all but it; what is dropped is a constant, as it is for the Ops.
  void choices() {
    vocabulary::checking("select", name_of<T>);
    constexpr T dropped = -77;
    T* const y = end_ - width;
    for (unsigned i = 0; i < 64; ++i) {
      const uint32_t mask = (uint32_t{1} << i / 2) ^ (i % 2 == 0 ? 0 : UINT32_MAX);
      for (unsigned k = 0; k < 32; k += width) {
        fill(y, width, [=](unsigned l) { return i + l; });
        V::store(y, V::select(V::bits(mask), k, V::load(y), V::broadcast(dropped)));
        expect_bits(y, width, [=](unsigned l) {
          return (mask >> (k + l) & 1) != 0 ? static_cast<int>(i + l) : dropped;
        });
      }
    }
  }

  T *x_, *end_;
};

}  // namespace

#endif
