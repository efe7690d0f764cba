// SPDX-License-Identifier: MIT
//
// The vocabulary's ops on integers, by AVX2 alone: of every ISA that has it. The rules of
// lane_vectors.hpp for what ISA files include hold here.
#ifndef DROPLET_PLATFORM_AVX2_INTEGERS_HPP
#define DROPLET_PLATFORM_AVX2_INTEGERS_HPP

#include <immintrin.h>
#include <stdint.h>

#include "mask/scalar.hpp"

namespace {

template <class T>
struct Avx2IntegersOf {
  using I [[gnu::vector_size(32)]] = T;
  static I load(const T* p) {
    return reinterpret_cast<I>(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)));
  }
  static void store(T* p, I a) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), reinterpret_cast<__m256i>(a));
  }
  static void store_nontemporal(T* p, I a) {
    __m128i* const halves = reinterpret_cast<__m128i*>(p);
    _mm_stream_si128(halves, _mm256_castsi256_si128(reinterpret_cast<__m256i>(a)));
    _mm_stream_si128(halves + 1, _mm256_extracti128_si256(reinterpret_cast<__m256i>(a), 1));
  }
  static I broadcast(T a) { return I{} + a; }
};

struct Avx2Integers : Avx2IntegersOf<int8_t>, Avx2IntegersOf<int16_t>, Avx2IntegersOf<int32_t> {
  using Bytes = Avx2IntegersOf<int8_t>::I;
  using Shorts = Avx2IntegersOf<int16_t>::I;
  using Words = Avx2IntegersOf<int32_t>::I;
  using Avx2IntegersOf<int8_t>::broadcast, Avx2IntegersOf<int16_t>::broadcast,
      Avx2IntegersOf<int32_t>::broadcast;
  using Avx2IntegersOf<int8_t>::load, Avx2IntegersOf<int16_t>::load, Avx2IntegersOf<int32_t>::load;
  using Avx2IntegersOf<int8_t>::store, Avx2IntegersOf<int16_t>::store,
      Avx2IntegersOf<int32_t>::store;
  using Avx2IntegersOf<int8_t>::store_nontemporal, Avx2IntegersOf<int16_t>::store_nontemporal,
      Avx2IntegersOf<int32_t>::store_nontemporal;
  template <class T>
  static constexpr unsigned integers = 32 / sizeof(T);

  // `bits` has the mask's 32 bits in each lane of 32.
  static Bytes select(__m256i bits, unsigned, Bytes kept, Bytes dropped) {
    const __m256i byte =
        _mm256_setr_epi64x(0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
    const __m256i bit = _mm256_set1_epi64x(static_cast<long long>(0x8040201008040201u));
    return choose(_mm256_shuffle_epi8(bits, byte), bit, kept, dropped);
  }
  static Shorts select(__m256i bits, unsigned k, Shorts kept, Shorts dropped) {
    const __m256i bytes = _mm256_set1_epi16(static_cast<short>(k == 0 ? 0x0100 : 0x0302));
    const __m256i bit =
        _mm256_setr_epi16(0x0001, 0x0002, 0x0004, 0x0008, 0x0010, 0x0020, 0x0040, 0x0080, 0x0100,
                          0x0200, 0x0400, 0x0800, 0x1000, 0x2000, 0x4000, INT16_MIN);
    return choose(_mm256_shuffle_epi8(bits, bytes), bit, kept, dropped);
  }
  static Words select(__m256i bits, unsigned k, Words kept, Words dropped) {
    const __m256i bit = _mm256_setr_epi32(0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80);
    return choose(_mm256_srl_epi32(bits, _mm_cvtsi32_si128(static_cast<int>(k))), bit, kept,
                  dropped);
  }
  // Not _mm256_blendv_epi8, whose signs GCC 12 takes for 0 under -funsigned-char.
  template <class I>
  static I choose(__m256i bits, __m256i bit, I kept, I dropped) {
    const __m256i own = _mm256_and_si256(bits, bit);
    return reinterpret_cast<I>(own) == reinterpret_cast<I>(bit) ? kept : dropped;
  }
  // In 16 bits: x - zero times 2^(15 - shift), then times multiplier / 2^15, rounded half up. The
  // power may be 2^8, which is no byte, but its halves are, and pmaddubsw adds x times each. Then a
  // distance of 128 or more saturates, and so does the result. x stands in each pair twice.
  [[gnu::always_inline]] static __m256i scaled(__m256i pairs, int16_t multiplier, uint8_t shift,
                                               int8_t zero) {
    const int half_power = 1 << (14 - shift);
    const __m256i halves = _mm256_set1_epi8(static_cast<char>(half_power));
    const __m256i shifted_zero = _mm256_set1_epi16(static_cast<short>(zero * 2 * half_power));
    const __m256i d = _mm256_subs_epi16(_mm256_maddubs_epi16(halves, pairs), shifted_zero);
    return _mm256_mulhrs_epi16(d, _mm256_set1_epi16(multiplier));
  }
  // In 32 bits: x times multiplier plus 1 times what rounds half up. Beside each x stands 1.
  [[gnu::always_inline]] static __m256i scaled(__m256i pairs, int16_t multiplier, uint8_t shift,
                                               int16_t) {
    const __m256i factors = _mm256_set1_epi32((1 << shift >> 1) << 16 | multiplier);
    return _mm256_sra_epi32(_mm256_madd_epi16(pairs, factors), _mm_cvtsi32_si128(shift));
  }
  // The last sum cannot overflow: the zero point of a distance so large has the other sign.
  static Bytes requantize(Bytes x, int16_t multiplier, uint8_t shift, int8_t zero) {
    const auto a = reinterpret_cast<__m256i>(x), zeros = _mm256_set1_epi16(zero);
    const __m256i low = scaled(_mm256_unpacklo_epi8(a, a), multiplier, shift, zero);
    const __m256i high = scaled(_mm256_unpackhi_epi8(a, a), multiplier, shift, zero);
    return reinterpret_cast<Bytes>(
        _mm256_packs_epi16(_mm256_add_epi16(low, zeros), _mm256_add_epi16(high, zeros)));
  }
  static Shorts requantize(Shorts x, int16_t multiplier, uint8_t shift, int16_t zero) {
    const auto a = reinterpret_cast<__m256i>(x), ones = _mm256_set1_epi16(1);
    return reinterpret_cast<Shorts>(
        _mm256_packs_epi32(scaled(_mm256_unpacklo_epi16(a, ones), multiplier, shift, zero),
                           scaled(_mm256_unpackhi_epi16(a, ones), multiplier, shift, zero)));
  }
  static Bytes requantize_add(Bytes x, Bytes y, int16_t multiplier, uint8_t shift, int8_t zero) {
    const auto a = reinterpret_cast<__m256i>(x), b = reinterpret_cast<__m256i>(y);
    const auto sum = [=](__m256i as, __m256i bs) __attribute__((always_inline)) {
      return _mm256_adds_epi16(_mm256_srai_epi16(as, 8), scaled(bs, multiplier, shift, zero));
    };
    return reinterpret_cast<Bytes>(
        _mm256_packs_epi16(sum(_mm256_unpacklo_epi8(a, a), _mm256_unpacklo_epi8(b, b)),
                           sum(_mm256_unpackhi_epi8(a, a), _mm256_unpackhi_epi8(b, b))));
  }
  static Shorts requantize_add(Shorts x, Shorts y, int16_t multiplier, uint8_t shift,
                               int16_t zero) {
    const auto a = reinterpret_cast<__m256i>(x), b = reinterpret_cast<__m256i>(y);
    const __m256i ones = _mm256_set1_epi16(1);
    const auto sum = [=](__m256i as, __m256i bs) __attribute__((always_inline)) {
      return _mm256_add_epi32(_mm256_srai_epi32(as, 16), scaled(bs, multiplier, shift, zero));
    };
    return reinterpret_cast<Shorts>(
        _mm256_packs_epi32(sum(_mm256_unpacklo_epi16(a, a), _mm256_unpacklo_epi16(b, ones)),
                           sum(_mm256_unpackhi_epi16(a, a), _mm256_unpackhi_epi16(b, ones))));
  }
  // In 64 bits, limited before they are shifted: AVX2 has no arithmetic shift of them.
  static Words requantize(Words x, int32_t multiplier, int8_t shift, int32_t zero) {
    if (shift < 0) return Scalar::each_requantized(x, multiplier, shift, zero);
    const long long unit = 1LL << shift, addend = zero * (unit - multiplier) + (unit >> 1);
    const __m256i addends = _mm256_set1_epi64x(addend), factors = _mm256_set1_epi32(multiplier);
    const __m256i least = _mm256_set1_epi64x(INT32_MIN * unit), most = ~least;
    const auto limited = [=](__m256i pairs) __attribute__((always_inline)) {
      const __m256i all = _mm256_add_epi64(_mm256_mul_epi32(pairs, factors), addends);
      const __m256i above = all < least ? least : all;
      return _mm256_srl_epi64(above > most ? most : above, _mm_cvtsi32_si128(shift));
    };
    const auto a = reinterpret_cast<__m256i>(x);
    const __m256i odd = limited(_mm256_srli_epi64(a, 32));
    return reinterpret_cast<Words>(
        _mm256_blend_epi32(limited(a), _mm256_slli_epi64(odd, 32), 0xAA));
  }
};

}  // namespace

#endif
