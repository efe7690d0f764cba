// SPDX-License-Identifier: MIT
#include "kernel/compiled_isas.hpp"

#if defined(DROPLET_HAVE_SSE2)

#include <emmintrin.h>
#include <stdint.h>

#include "defaults.hpp"

namespace {

struct Vocabulary : Defaults<Vocabulary> {
  static constexpr bool overlaps_draws = true;
  static constexpr bool converts_by_integers = true;

  static constexpr unsigned lanes = 2;
  static constexpr unsigned lane_vectors = 2;
  using U = __m128i;
  static U load(const uint64_t* p) { return _mm_loadu_si128(reinterpret_cast<const U*>(p)); }
  static void store(uint64_t* p, U a) { _mm_storeu_si128(reinterpret_cast<U*>(p), a); }
  static U broadcast(uint64_t a) { return _mm_set1_epi64x(static_cast<long long>(a)); }
  static U add(U a, U b) { return _mm_add_epi64(a, b); }
  // Three 32-bit products; the fourth would only reach bits that are cut off.
  static U multiply(U a, uint64_t b) {
    const U high = broadcast(b >> 32);
    const U low = broadcast(b);
    const U cross = add(_mm_mul_epu32(_mm_srli_epi64(a, 32), low), _mm_mul_epu32(a, high));
    return add(_mm_mul_epu32(a, low), _mm_slli_epi64(cross, 32));
  }
  static U bit_and(U a, U b) { return _mm_and_si128(a, b); }
  static U bit_or(U a, U b) { return _mm_or_si128(a, b); }
  static U bit_xor(U a, U b) { return _mm_xor_si128(a, b); }
  template <int n>
  static U shift_left(U a) {
    return _mm_slli_epi64(a, n);
  }
  template <int n>
  static U shift_right(U a) {
    return _mm_srli_epi64(a, n);
  }
  static U swap_halves(U a) { return _mm_shuffle_epi32(a, 0xB1); }
  // The comparison is signed: flipping both signs makes it unsigned. The high half's result is
  // copied to the low half.
  static U high_below(U a, U b) {
    const U sign = _mm_set1_epi32(INT32_MIN);
    return _mm_shuffle_epi32(_mm_cmpgt_epi32(bit_xor(b, sign), bit_xor(a, sign)), 0xF5);
  }

  static constexpr unsigned floats = 4;
  using F = __m128;
  using Bits = __m128i;
  static F load(const float* p) { return _mm_loadu_ps(p); }
  static void store(float* p, F a) { _mm_storeu_ps(p, a); }
  static F load(const bfloat16* p) {
    const U lower = _mm_loadl_epi64(reinterpret_cast<const U*>(p));
    return _mm_castsi128_ps(_mm_unpacklo_epi16(_mm_setzero_si128(), lower));
  }
  static void store(bfloat16* p, F a) {
    const U halves = _mm_srai_epi32(reinterpret_cast<U>(upper_halves(a)), 16);
    _mm_storel_epi64(reinterpret_cast<U*>(p), _mm_packs_epi32(halves, halves));
  }
  static F load(const half* p) {
    const U lower = _mm_loadl_epi64(reinterpret_cast<const U*>(p));
    return widened_halves<F>(_mm_unpacklo_epi16(lower, _mm_setzero_si128()));
  }
  static void store(half* p, F a) {
    // As signed halves, which are all that is packed without saturation.
    const U words = _mm_slli_epi32(reinterpret_cast<U>(half_bits(a)), 16);
    const U halves = _mm_srai_epi32(words, 16);
    _mm_storel_epi64(reinterpret_cast<U*>(p), _mm_packs_epi32(halves, halves));
  }
  static void store_nontemporal(float* p, F a) { _mm_stream_ps(p, a); }
  static void end_nontemporal() { _mm_sfence(); }
  static F broadcast(float a) { return _mm_set1_ps(a); }
  static F add(F a, F b) { return _mm_add_ps(a, b); }
  static F multiply(F a, F b) { return _mm_mul_ps(a, b); }
  static F rounded(F a) {
    __asm__("" : "+x"(a));
    return a;
  }
  static Bits bits(uint32_t mask) { return _mm_set1_epi32(static_cast<int>(mask)); }
  static F kept_elements(Bits bits, unsigned k) {
    const U bit = _mm_slli_epi32(_mm_setr_epi32(1, 2, 4, 8), static_cast<int>(k));
    return _mm_castsi128_ps(_mm_cmpeq_epi32(_mm_and_si128(bits, bit), bit));
  }
  static F kept_or_zero(Bits bits, unsigned k, F x) {
    return _mm_and_ps(x, kept_elements(bits, k));
  }
  static F select(Bits bits, unsigned k, F kept, F dropped) {
    const F m = kept_elements(bits, k);
    return _mm_or_ps(_mm_and_ps(m, kept), _mm_andnot_ps(m, dropped));
  }
};

}  // namespace

#define DROPLET_ISA sse2
#include "kernel/instantiate.hpp"

#endif
