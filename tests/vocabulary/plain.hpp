// SPDX-License-Identifier: MIT
//
// What the scalar vocabulary is compared with: the same ops, naively, bit by bit, and in double
// precision, where a sum or a product of floats, rounded to float, is what rounding it once gives.
#ifndef DROPLET_TESTS_VOCABULARY_PLAIN_HPP
#define DROPLET_TESTS_VOCABULARY_PLAIN_HPP

#include <stdint.h>

#include <limits>

#include "values.hpp"

namespace {

struct Plain {
  // Bit i of the result, from 0 on, is bit(i).
  template <class Bit>
  static uint64_t each(Bit bit) {
    uint64_t result = 0;
    for (unsigned i = 0; i < 64; ++i) {
      if (bit(i)) result += uint64_t{1} << i;
    }
    return result;
  }
  static bool bit(uint64_t a, unsigned i) { return (a & uint64_t{1} << i) != 0; }

  static uint64_t add(uint64_t a, uint64_t b) {
    unsigned carry = 0;
    return each([&](unsigned i) {
      const unsigned ones = (bit(a, i) ? 1u : 0u) + (bit(b, i) ? 1u : 0u) + carry;
      carry = ones / 2;
      return ones % 2 == 1;
    });
  }
  static uint64_t multiply(uint64_t a, uint64_t b) {
    uint64_t product = 0;
    for (unsigned i = 0; i < 64; ++i, a += a) {
      if (bit(b, i)) product += a;
    }
    return product;
  }
  static uint64_t bit_and(uint64_t a, uint64_t b) {
    return each([=](unsigned i) { return bit(a, i) && bit(b, i); });
  }
  static uint64_t bit_or(uint64_t a, uint64_t b) {
    return each([=](unsigned i) { return bit(a, i) || bit(b, i); });
  }
  static uint64_t bit_xor(uint64_t a, uint64_t b) {
    return each([=](unsigned i) { return bit(a, i) != bit(b, i); });
  }
  template <unsigned n>
  static uint64_t shift_left(uint64_t a) {
    return each([=](unsigned i) { return i >= n && bit(a, i - n); });
  }
  template <unsigned n>
  static uint64_t shift_right(uint64_t a) {
    return each([=](unsigned i) { return i + n < 64 && bit(a, i + n); });
  }
  static uint64_t swap_halves(uint64_t a) {
    return each([=](unsigned i) { return bit(a, (i + 32) % 64); });
  }
  static uint64_t high_below(uint64_t a, uint64_t b) {
    constexpr uint64_t unit = uint64_t{1} << 32;
    return a / unit < b / unit ? UINT64_MAX : 0;
  }

  // A scale in fixed point, and a distance from the zero point scaled by it, as docs/MASK.md has
  // them.
  struct Fixed {
    int multiplier, shift;
  };
  template <class T>
  static Fixed fixed(uint32_t scale_bits) {
    const auto significand = static_cast<int>(scale_bits % 0x800000 + 0x800000);
    const int exponent = static_cast<int>(scale_bits / 0x800000) - 127;
    if (sizeof(T) == sizeof(int32_t)) return {significand, 23 - exponent};
    Fixed f = {(significand + 256) / 512, 14 - exponent};
    if (f.multiplier == 32768) f = {16384, f.shift - 1};
    if (f.shift < 0) f = {32767, 0};
    return f;
  }
  template <class T>
  static constexpr int least = std::numeric_limits<T>::min();
  template <class T>  // holds a product
  using Wide = std::conditional_t<sizeof(T) == sizeof(int32_t), int64_t, int>;
  template <class T>
  class Scaling {
   public:
    explicit Scaling(uint32_t scale_bits) : fixed_(fixed<T>(scale_bits)) {
      for (int i = 0; i < fixed_.shift; ++i) unit_ *= 2;
      for (int i = fixed_.shift; i < 0; ++i) power_ *= 2;
    }
    Wide<T> scaled(Wide<T> distance) const {
      Wide<T> d = distance;
      if (power_ > 1) d = (d < -512 ? -512 : d > 512 ? 512 : d) * power_;
      const Wide<T> product = d * fixed_.multiplier + (fixed_.shift > 0 ? unit_ / 2 : 0);
      // Rounded down, without the division that small cores lack.
      return product < 0 ? -((unit_ - 1 - product) >> places_) : product >> places_;
    }

   private:
    Fixed fixed_;
    int places_ = fixed_.shift > 0 ? fixed_.shift : 0;
    Wide<T> unit_ = 1, power_ = 1;
  };
  template <class T>
  static int saturated(Wide<T> y) {
    return static_cast<int>(y < least<T> ? least<T> : y > -1 - least<T> ? -1 - least<T> : y);
  }

  // volatile: compilers know that the detour changes nothing.
  static float add(float a, float b) {
    const volatile double sum = static_cast<double>(a) + static_cast<double>(b);
    return static_cast<float>(sum);
  }
  static float multiply(float a, float b) {
    const volatile double product = static_cast<double>(a) * static_cast<double>(b);
    return static_cast<float>(product);
  }

  // As bits: what is positive, and NaNs of either sign, let a pass.
  static uint32_t relu_gradient(uint32_t y, uint32_t a) {
    const bool is_positive = y != 0 && y < 0x80000000;
    return is_positive || is_nan(y) ? a : 0;
  }

  // Of the two that are next to it the nearer one, or the even one. `below` is the largest that is
  // no larger, `magnitude` what bits without a sign stand for, which is kept for the next call: on
  // cores without double precision it takes as long as the rest.
  template <class Magnitude>
  static uint32_t nearest(double size, uint32_t below, Magnitude magnitude) {
    static uint32_t of = UINT32_MAX;
    static double lower, upper;
    if (of != below) {
      of = below;
      lower = magnitude(below);
      upper = magnitude(below + 1);
    }
    const double over = size - lower, under = upper - size;
    return over > under || (over >= under && below % 2 == 1) ? below + 1 : below;
  }
  static double size_of(float a) { return static_cast<double>(float_of(bits_of(&a) & 0x7FFFFFFF)); }

  static void store(bfloat16* p, float a) {
    const auto magnitude = [](uint32_t bits) {  // infinity comes after the largest
      return bits == 0x7F80 ? 0x1p128 : static_cast<double>(float_of(bits << 16));
    };
    const uint32_t bits = bits_of(&a), sign = bits >> 31 << 15, below = bits >> 16 & 0x7FFF;
    uint32_t result = below;
    if (is_nan(bits)) {
      result = below | 0x40;
    } else if (below != 0x7F80) {
      result = nearest(size_of(a), below, magnitude);
    }
    p->bits = static_cast<uint16_t>(sign | result);
  }
  static void store(half* p, float a) {
    const auto magnitude = [](uint32_t bits) {
      const double subnormal = bits * 0x1p-24, significand = bits % 1024 + 1024;
      return bits < 1024 ? subnormal
                         : significand * static_cast<double>(1u << bits / 1024) * 0x1p-25;
    };
    const uint32_t bits = bits_of(&a), sign = bits >> 31 << 15, exponent = bits >> 23 & 0xFF;
    const double size = size_of(a);
    uint32_t result = 0x7C00;
    if (is_nan(bits)) {
      result = 0x7E00 | bits / 8192 % 1024;
    } else if (size < 0x1p-14) {
      result = nearest(size, static_cast<uint32_t>(size * 0x1p24), magnitude);
    } else if (size < 65536.0) {
      result = nearest(size, (exponent - 112) * 1024 + bits / 8192 % 1024, magnitude);
    }
    p->bits = static_cast<uint16_t>(sign | result);
  }
};

}  // namespace

#endif
