// SPDX-License-Identifier: MIT
#include "kernel/compiled_isas.hpp"

#if defined(DROPLET_HAVE_AVX2)

#include <immintrin.h>
#include <stdint.h>

#include "avx2_integers.hpp"
#include "defaults.hpp"

namespace {

struct Vocabulary : Defaults<Vocabulary>, Avx2Integers {
  using Avx2Integers::broadcast, Avx2Integers::integers, Avx2Integers::load, Avx2Integers::select,
      Avx2Integers::store, Avx2Integers::store_nontemporal;
  static constexpr bool overlaps_draws = true;
#if !defined(__F16C__)
  static constexpr bool converts_by_integers = true;
#endif

  static constexpr unsigned lanes = 4;
  static constexpr unsigned lane_vectors = 2;
  using U = __m256i;
  static U load(const uint64_t* p) { return _mm256_loadu_si256(reinterpret_cast<const U*>(p)); }
  static void store(uint64_t* p, U a) { _mm256_storeu_si256(reinterpret_cast<U*>(p), a); }
  static U broadcast(uint64_t a) { return _mm256_set1_epi64x(static_cast<long long>(a)); }
  static U add(U a, U b) { return _mm256_add_epi64(a, b); }
  // Three 32-bit products; the fourth would only reach bits that are cut off.
  static U multiply(U a, uint64_t b) {
    const U high = broadcast(b >> 32);
    const U low = broadcast(b);
    const U cross = add(_mm256_mul_epu32(_mm256_srli_epi64(a, 32), low), _mm256_mul_epu32(a, high));
    return add(_mm256_mul_epu32(a, low), _mm256_slli_epi64(cross, 32));
  }
  static U bit_and(U a, U b) { return _mm256_and_si256(a, b); }
  static U bit_or(U a, U b) { return _mm256_or_si256(a, b); }
  static U bit_xor(U a, U b) { return _mm256_xor_si256(a, b); }
  template <int n>
  static U shift_left(U a) {
    return _mm256_slli_epi64(a, n);
  }
  template <int n>
  static U shift_right(U a) {
    return _mm256_srli_epi64(a, n);
  }
  static U swap_halves(U a) { return _mm256_shuffle_epi32(a, 0xB1); }
  // The comparison is signed: flipping both signs makes it unsigned. The high half's result is
  // copied to the low half.
  static U high_below(U a, U b) {
    const U sign = _mm256_set1_epi32(INT32_MIN);
    return _mm256_shuffle_epi32(_mm256_cmpgt_epi32(bit_xor(b, sign), bit_xor(a, sign)), 0xF5);
  }

  static constexpr unsigned floats = 8;
  using F = __m256;
  using Bits = __m256i;
  static F load(const float* p) { return _mm256_loadu_ps(p); }
  static void store(float* p, F a) { _mm256_storeu_ps(p, a); }
  static F load(const bfloat16* p) {
    const __m128i halves = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(halves), 16));
  }
  // The lower halves of words whose upper are 0.
  static __m128i packed(U words) {
    return _mm_packus_epi32(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
  }
  static __m128i narrowed(const bfloat16*, F a) {
    return packed(_mm256_srli_epi32(reinterpret_cast<U>(upper_halves(a)), 16));
  }
  static F load(const half* p) {
    const __m128i halves = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
#if defined(__F16C__)
    return _mm256_cvtph_ps(halves);
#else
    return widened_halves<F>(_mm256_cvtepu16_epi32(halves));
#endif
  }
  static __m128i narrowed(const half*, F a) {
#if defined(__F16C__)
    return _mm256_cvtps_ph(a, _MM_FROUND_TO_NEAREST_INT);
#else
    return packed(reinterpret_cast<U>(half_bits(a)));
#endif
  }
  template <class T>
  static void store(T* p, F a) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(p), narrowed(p, a));
  }
  template <class T>
  static void store_nontemporal(T* p, F a) {
    _mm_stream_si128(reinterpret_cast<__m128i*>(p), narrowed(p, a));
  }
  static void store_nontemporal(float* p, F a) {
    _mm_stream_ps(p, _mm256_castps256_ps128(a));
    _mm_stream_ps(p + 4, _mm256_extractf128_ps(a, 1));
  }
  static void end_nontemporal() { _mm_sfence(); }
  static F broadcast(float a) { return _mm256_set1_ps(a); }
  static F add(F a, F b) { return _mm256_add_ps(a, b); }
  static F multiply(F a, F b) { return _mm256_mul_ps(a, b); }
  static F rounded(F a) {
    __asm__("" : "+x"(a));
    return a;
  }
  static Bits bits(uint32_t mask) { return _mm256_set1_epi32(static_cast<int>(mask)); }
  // Moves bit k + i to the sign of lane i, all that maskload and blendv look at. The upper 16 bits
  // are moved by a multiplication, as the draws keep the two shifters busier than any other unit:
  // drawing and applying a stripe takes 41 ns, with shifts alone 44 (Zen 3).
  static __m256i signs(Bits bits, unsigned k) {
    if (k < 16) {
      const int top = 31 - static_cast<int>(k);
      return _mm256_sllv_epi32(bits, _mm256_setr_epi32(top, top - 1, top - 2, top - 3, top - 4,
                                                       top - 5, top - 6, top - 7));
    }
    const auto lane = [=](unsigned i) { return static_cast<int>(1u << (47 - k - i)); };
    return _mm256_mullo_epi16(bits, _mm256_setr_epi32(lane(0), lane(1), lane(2), lane(3), lane(4),
                                                      lane(5), lane(6), lane(7)));
  }
  static F load_kept(Bits bits, unsigned k, const float* p) {
    return _mm256_maskload_ps(p, signs(bits, k));
  }
  // One instruction: with a zero that it sees GCC makes two of it.
  static F kept_or_zero(Bits bits, unsigned k, F x) {
    F zero = _mm256_setzero_ps();
    __asm__("" : "+x"(zero));
    return select(bits, k, x, zero);
  }
  static F select(Bits bits, unsigned k, F kept, F dropped) {
    return _mm256_blendv_ps(dropped, kept, _mm256_castsi256_ps(signs(bits, k)));
  }
  static __m256i first(unsigned n) {
    return _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(n)),
                              _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
  }
  using Defaults::load_part;
  using Defaults::store_part;
  static F load_part(const float* p, unsigned n) { return _mm256_maskload_ps(p, first(n)); }
  static void store_part(float* p, F a, unsigned n) { _mm256_maskstore_ps(p, first(n), a); }
};

}  // namespace

#define DROPLET_ISA avx2
#include "kernel/instantiate.hpp"

#endif
