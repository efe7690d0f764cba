// SPDX-License-Identifier: MIT
//
// Raw intrinsics, not xsimd: it has no op that takes sixteen bits of the mask as a write mask, and
// its templates would be emitted as AVX-512 code that a linker may keep for every CPU.
#include "kernel/compiled_isas.hpp"

#if defined(DROPLET_HAVE_AVX512)

#if !defined(__clang__) && __GNUC__ < 13  // False alarms in GCC's own header (GCC bug 105593).
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <immintrin.h>
#include <stdint.h>

#include "avx2_integers.hpp"
#include "defaults.hpp"

namespace {

struct Vocabulary : Defaults<Vocabulary>, Avx2Integers {
  using Avx2Integers::broadcast, Avx2Integers::integers, Avx2Integers::load, Avx2Integers::store,
      Avx2Integers::store_nontemporal;
  static constexpr bool overlaps_draws = true;
  static constexpr bool prefetches_past_caches = true;

  static constexpr unsigned lanes = 8;
  using U = __m512i;
  static U load(const uint64_t* p) { return _mm512_loadu_si512(p); }
  static void store(uint64_t* p, U a) { _mm512_storeu_si512(p, a); }
  static U broadcast(uint64_t a) { return _mm512_set1_epi64(static_cast<long long>(a)); }
  static U add(U a, U b) { return _mm512_add_epi64(a, b); }
  static U multiply(U a, uint64_t b) { return _mm512_mullo_epi64(a, broadcast(b)); }
  static U bit_and(U a, U b) { return _mm512_and_si512(a, b); }
  static U bit_or(U a, U b) { return _mm512_or_si512(a, b); }
  static U bit_xor(U a, U b) { return _mm512_xor_si512(a, b); }
  template <int n>
  static U shift_left(U a) {
    return _mm512_slli_epi64(a, n);
  }
  template <int n>
  static U shift_right(U a) {
    return _mm512_srli_epi64(a, n);
  }
  static U swap_halves(U a) { return _mm512_rol_epi64(a, 32); }
  // b's low half is zero, so that the whole lanes compare as their high halves do.
  static U high_below(U a, U b) { return _mm512_movm_epi64(_mm512_cmplt_epu64_mask(a, b)); }

  static constexpr unsigned floats = 16;
  using F = __m512;
  using Bits = uint32_t;
  // Two loads of 256 bits: one of 512 waits for stores whose physical address differs from its own
  // by a multiple of 64 KiB, to within 1 KiB (Zen 4: 1 in 16 pairs of pages, up to 8 times as
  // long).
  static F load(const float* p) {
    __m256 low = _mm256_loadu_ps(p);
#if defined(__clang__)  // would join the two
    __asm__("" : "+x"(low));
#endif
    return _mm512_insertf32x8(_mm512_castps256_ps512(low), _mm256_loadu_ps(p + 8), 1);
  }
  static void store(float* p, F a) { _mm512_storeu_ps(p, a); }
  static F load(const bfloat16* p) {
    const __m256i halves = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
    return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(halves), 16));
  }
  static __m256i narrowed(const bfloat16*, F a) {
    return _mm512_cvtepi32_epi16(_mm512_srli_epi32(reinterpret_cast<U>(upper_halves(a)), 16));
  }
  static F load(const half* p) {
    return _mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)));
  }
  static __m256i narrowed(const half*, F a) {
    return _mm512_cvtps_ph(a, _MM_FROUND_TO_NEAREST_INT);
  }
  template <class T>
  static void store(T* p, F a) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), narrowed(p, a));
  }
  template <class T>
  static void store_nontemporal(T* p, F a) {
    const __m256i halves = narrowed(p, a);
    __m128i* const at = reinterpret_cast<__m128i*>(p);
    _mm_stream_si128(at, _mm256_castsi256_si128(halves));
    _mm_stream_si128(at + 1, _mm256_extracti128_si256(halves, 1));
  }
  static void store_nontemporal(float* p, F a) {
    _mm_stream_ps(p, _mm512_castps512_ps128(a));
    _mm_stream_ps(p + 4, _mm512_extractf32x4_ps(a, 1));
    _mm_stream_ps(p + 8, _mm512_extractf32x4_ps(a, 2));
    _mm_stream_ps(p + 12, _mm512_extractf32x4_ps(a, 3));
  }
  static void end_nontemporal() { _mm_sfence(); }
  static F broadcast(float a) { return _mm512_set1_ps(a); }
  static F add(F a, F b) { return _mm512_add_ps(a, b); }
  static F multiply(F a, F b) { return _mm512_mul_ps(a, b); }
  static F rounded(F a) {
    __asm__("" : "+v"(a));
    return a;
  }
  static Bits bits(uint32_t mask) { return mask; }
  static __mmask16 kept_elements(Bits bits, unsigned k) {
    return static_cast<__mmask16>(bits >> k);
  }
  static F kept_or_zero(Bits bits, unsigned k, F x) {
    return _mm512_maskz_mov_ps(kept_elements(bits, k), x);
  }
  static F scale_kept(Bits bits, unsigned k, F x, F factor) {
    return _mm512_maskz_mul_ps(kept_elements(bits, k), x, factor);
  }
  static F select(Bits bits, unsigned k, F kept, F dropped) {
    return _mm512_mask_blend_ps(kept_elements(bits, k), dropped, kept);
  }
  template <class I>
  static I select(Bits bits, unsigned k, I kept, I dropped) {
    return Avx2Integers::select(_mm256_set1_epi32(static_cast<int>(bits)), k, kept, dropped);
  }
  // GCC takes comparisons of 512 bits without intrinsics apart.
  static F relu(F x) { return relu_gradient(x, x); }
  static F relu_gradient(F y, F a) {
    const U bits = _mm512_castps_si512(y);
    const __mmask16 above =
        _mm512_cmpgt_epi32_mask(bits, _mm512_set1_epi32(INT32_MIN + 0x7F800000));
    return _mm512_maskz_mov_ps(_mm512_mask_test_epi32_mask(above, bits, bits), a);
  }
  static __mmask16 first(unsigned n) { return static_cast<__mmask16>((1u << n) - 1); }
  using Defaults::load_part;
  using Defaults::store_part;
  static F load_part(const float* p, unsigned n) { return _mm512_maskz_loadu_ps(first(n), p); }
  static void store_part(float* p, F a, unsigned n) { _mm512_mask_storeu_ps(p, first(n), a); }
};

}  // namespace

#define DROPLET_ISA avx512
#include "kernel/instantiate.hpp"

#endif
