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
    if constexpr (!wide) requantized_and_added();
    choices();
  }
  void requantized() {
    vocabulary::checking("requantize", name_of<T>);
    for (uint32_t exponent = 0; exponent <= 44; ++exponent) {
      // Exact; rounded down, and up; just not up to 1.25, and up to it, so that there are ties; and
      // up to the next exponent. Where int8 and then int16 saturate, one of each.
      constexpr uint32_t fractions[] = {0, 0x0E38E4, 0x2AAAAB, 0x1FFEFF, 0x1FFF00, 0x7FFFFF};
      for (const uint32_t fraction : fractions) {
        if (exponent <= 8 * sizeof(T) || fraction == 0 || wide)
          requantize((127 + exponent) << 23 | fraction);
      }
    }
  }
  void requantized_and_added() {
    vocabulary::checking("requantize_add", name_of<T>);
    for (uint32_t exponent = 0; exponent <= 8 * sizeof(T); ++exponent) {
      requantize_add((127 + exponent) << 23 | 0x0E38E4);
      requantize_add((127 + exponent) << 23 | 0x1FFF00);
    }
  }

 private:
  static constexpr unsigned width = droplet::detail::width_of<V, T>;
  static constexpr bool wide = sizeof(T) == sizeof(int32_t);
  static constexpr bool has_zero_point = sizeof(T) != sizeof(int16_t);
  static constexpr int least = Plain::least<T>, most = -1 - least;

  // All of them; of int32 some, half of them around the zero point.
  static constexpr unsigned count = wide ? 512 : 1u << 8 * sizeof(T) % 32;
  static int element(unsigned i, int zero) {
    if (!wide) return least + static_cast<int>(i);
    const uint32_t near = static_cast<uint32_t>(zero) + (i - 128) * 5;
    return static_cast<int>(i < 256 ? near : i * 0x00FEDCBB);
  }
  template <class Visit>
  static void zeros(Visit visit) {
    if constexpr (wide) {
      constexpr int some[] = {least, least + 1, -1000, 0, 5, 0x12345678, most};
      for (const int zero : some) visit(zero);
    } else if constexpr (has_zero_point) {
      for (int zero = least; zero <= most; ++zero) visit(zero);
    } else {
      visit(0);
    }
  }

  // What is expected around each zero point, from the distances that elements have from any.
  class Expected {
   public:
    explicit Expected(uint32_t scale_bits) : scaling_(scale_bits) {
      if constexpr (tabled) {
        for (int d = -distances; d <= distances; ++d) {
          scaled_[d + distances] = scaling_.scaled(d);
        }
      }
    }
    int added(int a, int b, int zero) const {
      const Wide d = Wide{b} - zero;
      if constexpr (tabled) return Plain::saturated<T>(a + scaled_[d + distances]);
      return Plain::saturated<T>(a + scaling_.scaled(d));
    }

   private:
    using Wide = Plain::Wide<T>;
    static constexpr bool tabled = sizeof(T) == 1;
    static constexpr int distances = tabled ? most - least : 0;
    Plain::Scaling<T> scaling_;
    Wide scaled_[2 * distances + 1];
  };

  void requantize(uint32_t scale_bits) {
    const Expected expected(scale_bits);
    T* const x = x_;
    T* const y = end_ - width;
    zeros([=, &expected](int zero) {
      const auto r = droplet::detail::requantization(scale_bits, static_cast<T>(zero));
      for (unsigned i = 0; i < count; i += width) {
        fill(x, width, [=](unsigned l) { return element(i + l, zero); });
        V::store(y, V::requantize(V::load(x), r.multiplier, r.shift, r.zero));
        expect_bits(y, width, [=, &expected](unsigned l) {
          return expected.added(zero, element(i + l, zero), zero);
        });
      }
    });
  }

  // Some residuals, among them both ends, with 256 branches.
  void requantize_add(uint32_t scale_bits) {
    const Expected expected(scale_bits);
    T* const a = x_;
    T* const b = end_ - width;
    constexpr int some[] = {has_zero_point ? least : 0, 0, has_zero_point ? most : 0};
    for (const int zero : some) {
      const auto r = droplet::detail::requantization(scale_bits, static_cast<T>(zero));
      for (int residual = least; residual <= most; residual += (most - least) / 5) {
        for (unsigned i = 0; i < count; i += width * (count / 256)) {
          fill(a, width, [=](unsigned) { return residual; });
          fill(b, width, [=](unsigned l) { return element(i + l, zero); });
          V::store(b, V::requantize_add(V::load(a), V::load(b), r.multiplier, r.shift, r.zero));
          expect_bits(b, width, [=, &expected](unsigned l) {
            return expected.added(residual, element(i + l, zero), zero);
          });
        }
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
