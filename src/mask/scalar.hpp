// SPDX-License-Identifier: MIT
//
// The specification of the vocabulary: what every op means, one element at a time. Its ops on
// integers are in scalar_integers.hpp.
#ifndef DROPLET_SRC_MASK_SCALAR_HPP
#define DROPLET_SRC_MASK_SCALAR_HPP

#include <stdint.h>

#include "mask/scalar_integers.hpp"
#include "rounded.hpp"
#include "types.hpp"

namespace {

struct Scalar : ScalarIntegers {
  // The traits, which platform/defaults.hpp explains.
  static constexpr bool overlaps_draws = false;
  static constexpr bool prefetches_past_caches = false;
  static constexpr bool draws_by_call = true;
  static constexpr bool converts_by_integers = false;
  static constexpr unsigned lane_vectors = 1;
#if (defined(__ARM_FP) && !defined(__aarch64__)) || defined(__riscv_flen)
  static constexpr bool stores_over_dropped = true;
#else
  static constexpr bool stores_over_dropped = false;
#endif

  using ScalarIntegers::broadcast, ScalarIntegers::select;
  using ScalarIntegers::load, ScalarIntegers::store;

  // Vectors of 64-bit unsigned integers, each the state of one of the generator's lanes.
  static constexpr unsigned lanes = 1;  // lanes a vector
  using U = uint64_t;
  static U load(const uint64_t* p) { return *p; }
  static void store(uint64_t* p, U a) { *p = a; }
  static U broadcast(uint64_t a) { return a; }
  DROPLET_WRAPS_ static U add(U a, U b) { return a + b; }
  DROPLET_WRAPS_ static U multiply(U a, uint64_t b) { return a * b; }
  static U bit_and(U a, U b) { return a & b; }
  static U bit_or(U a, U b) { return a | b; }
  static U bit_xor(U a, U b) { return a ^ b; }
  template <int n>
  DROPLET_WRAPS_ static U shift_left(U a) {
    return a << n;
  }
  template <int n>
  static U shift_right(U a) {
    return a >> n;
  }
  DROPLET_WRAPS_ static U swap_halves(U a) { return a << 32 | a >> 32; }
  // All ones where the high 32 bits of a are below those of b, else zero; b's low half is zero.
  static U high_below(U a, U b) { return (a >> 32) < (b >> 32) ? ~U{0} : 0; }

  // Vectors of floats, and 32 bits of a mask made ready to choose among them.
  static constexpr unsigned floats = 1;  // elements a vector
  using F = float;
  using Bits = uint32_t;
  static F load(const float* p) { return *p; }
  static void store(float* p, F a) { *p = a; }
  static F load(const bfloat16* p) { return droplet_bf16_to_float(*p); }
  [[gnu::always_inline]] static void store(bfloat16* p, F a) { *p = droplet_bf16_from_float(a); }
#if defined(__ARM_FP) && (__ARM_FP & 4) && __ARM_ARCH_PROFILE == 'M'
  // Every Cortex-M that computes floats converts halves. The assembler knows it; GCC would be told
  // by -mfp16-format=ieee.
  static F load(const half* p) {
    F a = __builtin_bit_cast(F, uint32_t{p->bits});
    __asm__("vcvtb.f32.f16 %0, %0" : "+t"(a));
    return a;
  }
  static void store(half* p, F a) {
    __asm__("vcvtb.f16.f32 %0, %0" : "+t"(a));
    p->bits = static_cast<uint16_t>(__builtin_bit_cast(uint32_t, a));
  }
#else
  [[gnu::always_inline]] static F load(const half* p) { return droplet_f16_to_float(*p); }
  [[gnu::always_inline]] static void store(half* p, F a) { *p = droplet_f16_from_float(a); }
#endif
  static F broadcast(float a) { return a; }
  static F add(F a, F b) { return a + b; }
  static F multiply(F a, F b) { return a * b; }
  static F rounded(F a) { return ::rounded(a); }
  // sum + a * b, the product rounded before it is added.
  static F add_product(F sum, F a, F b) {
#if defined(__ARM_FP) && (__ARM_FP & 4) && !defined(__aarch64__)
    // One instruction that rounds twice. (vfma, which compilers like better, rounds once.)
    __asm__("vmla.f32 %0, %1, %2" : "+t"(sum) : "t"(a), "t"(b));
    return sum;
#else
    return sum + ::rounded(a * b);
#endif
  }
  static Bits bits(uint32_t mask) { return mask; }
  // Element i is kept's where bit k + i of the mask is 1, else dropped's; k is a multiple of
  // `floats`.
  static F select(Bits bits, unsigned k, F kept, F dropped) {
    return (bits >> k & 1) != 0 ? kept : dropped;
  }
  // x where its bit is 1, else +0.
  static F kept_or_zero(Bits bits, unsigned k, F x) { return select(bits, k, x, 0.0f); }
  // factor * x where its bit is 1, else +0, selected.
  static F scale_kept(Bits bits, unsigned k, F x, F factor) {
    return (bits >> k & 1) != 0 ? x * factor : 0.0f;
  }
  // x, but +0 where x <= 0, and a NaN where x is one. By its bits, as a compiler may assume that no
  // float is NaN: as signed integers, what is positive and NaNs of either sign are above -infinity,
  // and of the rest +0 alone is.
  static constexpr int32_t minus_infinity = INT32_MIN + 0x7F800000;
  static F relu(F x) { return as_integer(x) > minus_infinity ? x : 0.0f; }
  // a, but +0 where y <= 0.
  static F relu_gradient(F y, F a) {
    const int32_t bits = as_integer(y);
    return bits > minus_infinity && bits != 0 ? a : 0.0f;
  }
  static int32_t as_integer(float a) {
    int32_t bits;
    __builtin_memcpy(&bits, &a, sizeof bits);
    return bits;
  }
};

}  // namespace

#endif
