// SPDX-License-Identifier: MIT
//
// SSE2's vocabulary with one fault each, that the checks must catch.
#include <string.h>

#include "mask/scalar.hpp"

namespace planted {
namespace {

using F = Vocabulary::F;
using U = Vocabulary::U;
using Bits = Vocabulary::Bits;

struct no_fault : Vocabulary {};

struct aligned_load : Vocabulary {
  using Vocabulary::load;
  static U load(const uint64_t* p) { return _mm_load_si128(reinterpret_cast<const U*>(p)); }
};

struct lost_carry : Vocabulary {
  using Vocabulary::add;
  static U add(U a, U b) { return _mm_add_epi32(a, b); }
};

struct lost_cross_product : Vocabulary {
  using Vocabulary::multiply;
  static U multiply(U a, uint64_t b) { return _mm_mul_epu32(a, broadcast(b)); }
};

struct arithmetic_shift : Vocabulary {
  template <int n>
  static U shift_right(U a) {
    const U sign = _mm_shuffle_epi32(_mm_srai_epi32(a, 31), 0xF5);
    return bit_or(_mm_srli_epi64(a, n), _mm_slli_epi64(sign, 64 - n));
  }
};

struct signed_high_below : Vocabulary {
  static U high_below(U a, U b) { return _mm_shuffle_epi32(_mm_cmpgt_epi32(b, a), 0xF5); }
};

struct low_half_undecided : Vocabulary {
  static U high_below(U a, U b) {
    return bit_and(Vocabulary::high_below(a, b), broadcast(UINT64_MAX << 32));
  }
};

struct lost_minus_zero : Vocabulary {
  using Vocabulary::add;
  static F add(F a, F b) { return _mm_add_ps(_mm_add_ps(a, b), _mm_setzero_ps()); }
};

struct flushed_subnormals : Vocabulary {
  using Vocabulary::multiply;
  static F multiply(F a, F b) {
    const F product = _mm_mul_ps(a, b);
    const F magnitude = _mm_andnot_ps(_mm_set1_ps(-0.0f), product);
    return _mm_andnot_ps(_mm_cmplt_ps(magnitude, _mm_set1_ps(0x1p-126f)), product);
  }
};

struct fused_product : Vocabulary {
  static F add_product(F sum, F a, F b) {
    float sums[floats], as[floats], bs[floats];
    store(sums, sum);
    store(as, a);
    store(bs, b);
    for (unsigned l = 0; l < floats; ++l) sums[l] = __builtin_fmaf(as[l], bs[l], sums[l]);
    return load(sums);
  }
};

struct leaking_nan : Vocabulary {
  static F kept_or_zero(Bits bits, unsigned k, F x) {
    return multiply(x, select(bits, k, broadcast(1.0f), broadcast(0.0f)));
  }
};

struct unscaled : Vocabulary {
  static F scale_kept(Bits bits, unsigned k, F x, F) { return kept_or_zero(bits, k, x); }
};

struct relu_of_nan : Vocabulary {
  static F relu(F x) { return _mm_and_ps(x, _mm_cmpgt_ps(x, _mm_setzero_ps())); }
};

struct gradient_at_zero : Vocabulary {
  static F relu_gradient(F y, F a) { return _mm_and_ps(a, _mm_cmpnlt_ps(y, _mm_setzero_ps())); }
};

struct first_group_alone : Vocabulary {
  static F select(Bits mask, unsigned, F kept, F dropped) {
    return Vocabulary::select(mask, 0, kept, dropped);
  }
};

struct one_more_read : Vocabulary {
  template <class T>
  static F load_part(const T* p, unsigned n) {
    (void)*reinterpret_cast<const volatile unsigned char*>(p + n);
    return Vocabulary::load_part(p, n);
  }
};

struct one_more_written : Vocabulary {
  template <class T>
  static void store_part(T* p, F a, unsigned n) {
    Vocabulary::store_part(p, a, n + 1);
  }
};

struct half_streamed : Vocabulary {
  static void store_nontemporal(float* p, F a) { _mm_storel_pi(reinterpret_cast<__m64*>(p), a); }
};

struct truncating_store : Vocabulary {
  using Vocabulary::store;
  static void store(bfloat16* p, F a) {
    const U halves = _mm_srai_epi32(_mm_castps_si128(a), 16);
    _mm_storel_epi64(reinterpret_cast<U*>(p), _mm_packs_epi32(halves, halves));
  }
};

struct rounded_nan : Vocabulary {
  using Vocabulary::store;
  static void store(bfloat16* p, F a) {
    const U bits = _mm_castps_si128(a);
    const U odd = _mm_and_si128(_mm_srli_epi32(bits, 16), _mm_set1_epi32(1));
    const U bias = _mm_add_epi32(odd, _mm_set1_epi32(0x7FFF));
    Vocabulary::store(
        p, _mm_castsi128_ps(_mm_slli_epi32(_mm_srli_epi32(_mm_add_epi32(bits, bias), 16), 16)));
  }
};

struct flushed_half : Vocabulary {
  using Vocabulary::load;
  static F load(const half* p) {
    half elements[floats];
    for (unsigned l = 0; l < floats; ++l) {
      elements[l] = p[l];
      if ((p[l].bits & 0x7C00) == 0) elements[l].bits &= 0x8000;
    }
    return Vocabulary::load(elements);
  }
};

struct half_rounded_away : Vocabulary {
  using Vocabulary::store;
  // Half a unit up, and down by truncation: what is half way to an even one goes to an odd one.
  static void store(half* p, F a) {
    float as[floats];
    store(as, a);
    for (unsigned l = 0; l < floats; ++l) {
      uint32_t bits = bits_of(as + l);
      if ((bits & 0x3FFF) == 0x1000) ++bits;
      p[l] = droplet_f16_from_float(float_of(bits));
    }
  }
};

struct ties_go_down : Scalar {
  using Scalar::requantize;
  template <class T>
  static I requantize(I x, int16_t multiplier, uint8_t shift, T zero) {
    const I y = zero + (((x - zero) * multiplier + (1 << shift >> 1) - 1) >> shift);
    return y < Plain::least<T> ? Plain::least<T> : y < -Plain::least<T> ? y : -1 - Plain::least<T>;
  }
};

struct wraps_around : Scalar {
  using Scalar::requantize;
  static I requantize(I x, int16_t multiplier, uint8_t shift, int16_t) {
    return (x * multiplier + (1 << shift >> 1)) >> shift;
  }
};

struct distance_without_limit : Scalar {
  using Scalar::requantize;
  DROPLET_WRAPS_ static I requantize(I x, int32_t multiplier, int8_t shift, int32_t zero) {
    if (shift >= 0) return Scalar::requantize(x, multiplier, shift, zero);
    const auto d = static_cast<uint64_t>(int64_t{x} - zero);
    const auto y = static_cast<int64_t>(d * static_cast<uint32_t>(multiplier) << -shift) + zero;
    return static_cast<I>(y < INT32_MIN ? INT32_MIN : y > INT32_MAX ? INT32_MAX : y);
  }
};

struct saturates_twice : Scalar {
  template <class T>
  static I requantize_add(I a, I b, int16_t multiplier, uint8_t shift, T zero) {
    return saturated<T>(a + saturated<T>(((b - zero) * multiplier + (1 << shift >> 1)) >> shift));
  }
};

}  // namespace
}  // namespace planted

namespace vocabulary {
#define DROPLET_ISA_ENTRY(fault, runs_here) \
  Check fault;                              \
  void fault(const Place& place) { check<planted::fault>(place); }
#include "planted.def"
#undef DROPLET_ISA_ENTRY
}  // namespace vocabulary
