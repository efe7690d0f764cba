// SPDX-License-Identifier: MIT
//
// Narrow elements, as many as a word holds, for cores that load and compute them at once: a
// vocabulary of what the Ops that may be stored over ask where all are kept. An address that is
// loaded from is a word's; any will do to store.
#ifndef DROPLET_SRC_MASK_WORDS_HPP
#define DROPLET_SRC_MASK_WORDS_HPP

#include "mask/scalar.hpp"

namespace {

struct Words {
  // Elements of T; 0 where a core gains nothing.
  template <class T>
  static constexpr unsigned integers = sizeof(uint32_t) / sizeof(T);
  static constexpr unsigned floats = 2;
  using Bits = Scalar::Bits;

  static uint32_t word_at(const void* p) {
    uint32_t word;
    __builtin_memcpy(&word, __builtin_assume_aligned(p, sizeof word), sizeof word);
    return word;
  }

#if defined(__ARM_FEATURE_DSP) && defined(__ARM_FEATURE_SIMD32)
  struct Bytes {
    uint32_t word;
  };
  struct FourBytes {
    int32_t a, b, c, d;
  };
  static Bytes load(const int8_t* p) { return {word_at(p)}; }
  static void store(int8_t* p, const FourBytes& y) {
    p[0] = static_cast<int8_t>(y.a);
    p[1] = static_cast<int8_t>(y.b);
    p[2] = static_cast<int8_t>(y.c);
    p[3] = static_cast<int8_t>(y.d);
  }
  struct Shorts {
    uint32_t word;
  };
  struct TwoShorts {
    int32_t low, high;
  };
  static Shorts load(const int16_t* p) { return {word_at(p)}; }
  static void store(int16_t* p, TwoShorts shorts) {
    p[0] = static_cast<int16_t>(shorts.low);
    p[1] = static_cast<int16_t>(shorts.high);
  }

  // What a scale and a zero point are before they are applied: for words and for single elements,
  // so that a kernel of both makes it once.
  struct ByteScale {
    int32_t factor, addend;
    uint32_t minus_zeros;  // less the zero point, in both halves
  };
  static ByteScale scale(const int8_t*, uint32_t significand, uint32_t exponent, int32_t zero) {
    uint32_t minus_zeros;
    __asm__("pkhbt %0, %1, %1, lsl #16" : "=r"(minus_zeros) : "r"(-zero));
    return {static_cast<int32_t>(significand << (exponent + 3)), 2 * zero + 1, minus_zeros};
  }
  // Bytes 0 and 2, and then 1 and 3, less the zero point, in the halves of a word. A product's
  // upper 32 bits of 48 are twice what is scaled, rounded down; one more, halved as it is
  // saturated, is rounded half up.
  static FourBytes rescale(Bytes x, const ByteScale& by) {
    uint32_t even, odd;
    __asm__("sxtab16 %0, %1, %2" : "=r"(even) : "r"(by.minus_zeros), "r"(x.word));
    __asm__("sxtab16 %0, %1, %2, ror #8" : "=r"(odd) : "r"(by.minus_zeros), "r"(x.word));
    FourBytes y;
    __asm__("smlawb %0, %1, %2, %3" : "=r"(y.a) : "r"(by.factor), "r"(even), "r"(by.addend));
    __asm__("smlawb %0, %1, %2, %3" : "=r"(y.b) : "r"(by.factor), "r"(odd), "r"(by.addend));
    __asm__("smlawt %0, %1, %2, %3" : "=r"(y.c) : "r"(by.factor), "r"(even), "r"(by.addend));
    __asm__("smlawt %0, %1, %2, %3" : "=r"(y.d) : "r"(by.factor), "r"(odd), "r"(by.addend));
    return {halved(y.a), halved(y.b), halved(y.c), halved(y.d)};
  }
  static int32_t rescale(int32_t x, const ByteScale& by) {
    int32_t y;
    __asm__("sxtab16 %0, %1, %2" : "=r"(y) : "r"(by.minus_zeros), "r"(x));
    __asm__("smlawb %0, %1, %0, %2" : "+r"(y) : "r"(by.factor), "r"(by.addend));
    return halved(y);
  }
  static int32_t halved(int32_t a) {
    __asm__("ssat %0, #8, %0, asr #1" : "+r"(a));
    return a;
  }

  struct ShortScale {
    int32_t factor;
  };
  static ShortScale scale(const int16_t*, uint32_t significand, uint32_t exponent, int32_t) {
    return {static_cast<int32_t>(significand << (exponent + 2))};
  }
  static int32_t rescale(int32_t x, ShortScale by) { return rescale_upper(x << 16, by); }
  static TwoShorts rescale(Shorts x, ShortScale by) {
    return {rescale_upper(static_cast<int32_t>(x.word << 16), by),
            rescale_upper(static_cast<int32_t>(x.word & 0xFFFF0000), by)};
  }
  // Of an element in the upper half of a word, whose lower one is 0. The upper half of 64 bits,
  // rounded half up.
  static int32_t rescale_upper(int32_t x, ShortScale by) {
    __asm__("smmulr %0, %0, %1" : "+r"(x) : "r"(by.factor));
    return Scalar::saturated<int16_t>(x);
  }

  template <class X, class T>
  static auto requantize(X x, int16_t multiplier, uint8_t shift, T zero) {
    return rescale(x, scale(&zero, static_cast<uint32_t>(multiplier), 14u - shift, zero));
  }
  template <class T>
  static T broadcast(T a) {
    return a;
  }
#endif

#if defined(__ARM_FP) && (__ARM_FP & 4) && __ARM_ARCH_PROFILE == 'M'
  struct F {
    float low, high;
  };
  static F load(const half* p) {
    const float word = __builtin_bit_cast(float, word_at(p));
    F a;
    __asm__("vcvtb.f32.f16 %0, %1" : "=t"(a.low) : "t"(word));
    __asm__("vcvtt.f32.f16 %0, %1" : "=t"(a.high) : "t"(word));
    return a;
  }
  static void store(half* p, F a) {
    Scalar::store(p, a.low);
    Scalar::store(p + 1, a.high);
  }
  // The same, to a word's address.
  static void store_word(half* p, F a) {
    float word;
    __asm__("vcvtb.f16.f32 %0, %1" : "=t"(word) : "t"(a.low));
    __asm__("vcvtt.f16.f32 %0, %1" : "+t"(word) : "t"(a.high));
    __builtin_memcpy(__builtin_assume_aligned(p, sizeof word), &word, sizeof word);
  }
  static F broadcast(float a) { return {a, a}; }
  static F multiply(F a, F b) { return {a.low * b.low, a.high * b.high}; }
  static F add_product(F sum, F a, F b) {
    return {Scalar::add_product(sum.low, a.low, b.low),
            Scalar::add_product(sum.high, a.high, b.high)};
  }
  static F relu(F x) { return {Scalar::relu(x.low), Scalar::relu(x.high)}; }
#endif
};

}  // namespace

#endif
