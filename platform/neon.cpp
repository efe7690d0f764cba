// SPDX-License-Identifier: MIT
//
// AArch64 and ARMv7. On ARMv7 NEON arithmetic flushes subnormals to zero and gives default NaNs,
// so tails go through vectors too: an element's value must not depend on its place.
#include "kernel/compiled_isas.hpp"

#if defined(DROPLET_HAVE_NEON)

#include <arm_neon.h>
#include <stdint.h>

#include "defaults.hpp"
#include "neon_integers.hpp"

namespace {

struct Vocabulary : Defaults<Vocabulary>, NeonIntegers {
  using NeonIntegers::broadcast, NeonIntegers::integers, NeonIntegers::load, NeonIntegers::select,
      NeonIntegers::store;
  static constexpr unsigned lanes = 2;
#if defined(__aarch64__)
  static constexpr unsigned lane_vectors = 4;  // 12 of 32 registers, three a vector
#else
  static constexpr bool converts_by_integers = true;
  static constexpr unsigned lane_vectors = 2;  // 6 of 16
#endif
  using U = uint64x2_t;
  static U load(const uint64_t* p) { return vld1q_u64(p); }
  static void store(uint64_t* p, U a) { vst1q_u64(p, a); }
  static U broadcast(uint64_t a) { return vdupq_n_u64(a); }
  static U add(U a, U b) { return vaddq_u64(a, b); }
  // Three 32-bit products; the fourth would only reach bits that are cut off.
  static U multiply(U a, uint64_t b) {
    const uint32x4_t cross =
        vmulq_u32(vreinterpretq_u32_u64(swap_halves(a)), vreinterpretq_u32_u64(broadcast(b)));
    return vmlal_u32(vshlq_n_u64(vpaddlq_u32(cross), 32), vmovn_u64(a),
                     vdup_n_u32(static_cast<uint32_t>(b)));
  }
  static U bit_and(U a, U b) { return vandq_u64(a, b); }
  static U bit_or(U a, U b) { return vorrq_u64(a, b); }
  static U bit_xor(U a, U b) { return veorq_u64(a, b); }
  template <int n>
  static U shift_left(U a) {
    return vshlq_n_u64(a, n);
  }
  template <int n>
  static U shift_right(U a) {
    return vshrq_n_u64(a, n);
  }
  static U swap_halves(U a) { return vreinterpretq_u64_u32(vrev64q_u32(vreinterpretq_u32_u64(a))); }
  // The high half's result is copied down as a sign.
  static U high_below(U a, U b) {
    const uint32x4_t below = vcltq_u32(vreinterpretq_u32_u64(a), vreinterpretq_u32_u64(b));
    return vreinterpretq_u64_s64(vshrq_n_s64(vreinterpretq_s64_u32(below), 63));
  }

  static constexpr unsigned floats = 4;
  using F = float32x4_t;
  using Bits = uint32x4_t;
  static F load(const float* p) { return vld1q_f32(p); }
  static void store(float* p, F a) { vst1q_f32(p, a); }
  static F load(const bfloat16* p) {
    return vreinterpretq_f32_u32(vshlq_n_u32(vmovl_u16(vld1_u16(&p->bits)), 16));
  }
  static void store(bfloat16* p, F a) {
    vst1_u16(&p->bits, vshrn_n_u32(reinterpret_cast<uint32x4_t>(upper_halves(a)), 16));
  }
  static F load(const half* p) {
    const uint16x4_t halves = vld1_u16(&p->bits);
#if defined(__aarch64__)
    return vcvt_f32_f16(vreinterpret_f16_u16(halves));
#else
    return widened_halves<F>(vmovl_u16(halves));
#endif
  }
  static void store(half* p, F a) {
#if defined(__aarch64__)
    vst1_u16(&p->bits, vreinterpret_u16_f16(vcvt_f16_f32(a)));
#else  // where NEON need not convert halves
    vst1_u16(&p->bits, vmovn_u32(reinterpret_cast<uint32x4_t>(half_bits(a))));
#endif
  }
  static F broadcast(float a) { return vdupq_n_f32(a); }
  static F add(F a, F b) { return vaddq_f32(a, b); }
  static F multiply(F a, F b) { return vmulq_f32(a, b); }
  static F rounded(F a) {
    __asm__("" : "+w"(a));
    return a;
  }
  static Bits bits(uint32_t mask) { return vdupq_n_u32(mask); }
  static F kept_or_zero(Bits bits, unsigned k, F x) {
    return vreinterpretq_f32_u32(vandq_u32(vreinterpretq_u32_f32(x), kept_elements(bits, k)));
  }
  static F select(Bits bits, unsigned k, F kept, F dropped) {
    return vbslq_f32(kept_elements(bits, k), kept, dropped);
  }
};

}  // namespace

#define DROPLET_ISA neon
#include "kernel/instantiate.hpp"

#endif
