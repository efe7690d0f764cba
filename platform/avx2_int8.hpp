// SPDX-License-Identifier: MIT
//
// The vocabulary's ops on int8, by AVX2 alone: of every ISA that has it. The rules of
// lane_vectors.hpp for what ISA files include hold here.
#ifndef DROPLET_PLATFORM_AVX2_INT8_HPP
#define DROPLET_PLATFORM_AVX2_INT8_HPP

#include <immintrin.h>
#include <stdint.h>

namespace {

struct Avx2Int8 {
  static constexpr unsigned int8s = 32;
  using I = __m256i;
  static I load(const int8_t* p) { return _mm256_loadu_si256(reinterpret_cast<const I*>(p)); }
  static void store(int8_t* p, I a) { _mm256_storeu_si256(reinterpret_cast<I*>(p), a); }
  static void store_nontemporal(int8_t* p, I a) {
    __m128i* const halves = reinterpret_cast<__m128i*>(p);
    _mm_stream_si128(halves, _mm256_castsi256_si128(a));
    _mm_stream_si128(halves + 1, _mm256_extracti128_si256(a, 1));
  }
  static I broadcast(int8_t a) { return _mm256_set1_epi8(static_cast<char>(a)); }
  // `bits` has the mask's 32 bits in each lane of 32.
  static I select(__m256i bits, unsigned, I kept, I dropped) {
    const I byte =
        _mm256_setr_epi64x(0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
    const I bit = _mm256_set1_epi64x(static_cast<long long>(0x8040201008040201u));
    const I own = _mm256_and_si256(_mm256_shuffle_epi8(bits, byte), bit);
    // Not _mm256_blendv_epi8, whose signs GCC 12 takes for 0 under -funsigned-char.
    using Bytes [[gnu::vector_size(32)]] = signed char;
    return reinterpret_cast<I>(reinterpret_cast<Bytes>(own) == reinterpret_cast<Bytes>(bit)
                                   ? reinterpret_cast<Bytes>(kept)
                                   : reinterpret_cast<Bytes>(dropped));
  }
  // In 16 bits: x - zero times 2^(15 - shift), then times multiplier / 2^15, rounded half up. The
  // power may be 2^8, which is no byte, but its halves are, and pmaddubsw adds x times each. Then a
  // distance of 128 or more saturates, and so does the result. The last sum cannot overflow: the
  // zero point of a distance so large has the other sign.
  static I requantize(I x, int16_t multiplier, uint8_t shift, int8_t zero) {
    const int half = 1 << (14 - shift);
    const I halves = _mm256_set1_epi8(static_cast<char>(half));
    const I shifted_zero = _mm256_set1_epi16(static_cast<short>(zero * 2 * half));
    const I factor = _mm256_set1_epi16(multiplier);
    const I zeros = _mm256_set1_epi16(zero);
    const auto scaled = [=](I pairs) __attribute__((always_inline)) {
      const I d = _mm256_subs_epi16(_mm256_maddubs_epi16(halves, pairs), shifted_zero);
      return _mm256_add_epi16(_mm256_mulhrs_epi16(d, factor), zeros);
    };
    return _mm256_packs_epi16(scaled(_mm256_unpacklo_epi8(x, x)),
                              scaled(_mm256_unpackhi_epi8(x, x)));
  }
  static I load_part(const int8_t* p, unsigned n) {
    int8_t elements[int8s] = {};
    __builtin_memcpy(elements, p, n);
    return load(elements);
  }
  static void store_part(int8_t* p, I a, unsigned n) {
    int8_t elements[int8s];
    store(elements, a);
    __builtin_memcpy(p, elements, n);
  }
};

}  // namespace

#endif
