// SPDX-License-Identifier: MIT
//
// Armv8.1-M with MVE (Helium). There are no 64-bit integers to add: a vector of them is two
// vectors of 32-bit halves. MVE flushes subnormals to zero and gives default NaNs, so tails are
// vectors too: an element's value must not depend on its place.
#include "kernel/compiled_isas.hpp"

#if defined(DROPLET_HAVE_HELIUM)

#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 13
#error \
    "GCC 12 and before miscompile Helium's intrinsics: use Clang, or -DDROPLET_ONE_ISA -DDROPLET_HAVE_SCALAR"
#endif
#include <arm_mve.h>
#include <stdint.h>

#include "defaults.hpp"

namespace {

struct Vocabulary : Defaults<Vocabulary> {
  static constexpr bool draws_by_call = true;

  // One vector is drawn at a time: the halves of its state and its mask take 6 of 8 registers.
  static constexpr unsigned lanes = 4;
  // Not uint32x4x2_t: LLVM would keep the two in neighbouring registers, and spill them as one.
  struct U {
    uint32x4_t low, high;
  };
  static U load(const uint64_t* p) {
    const uint32x4x2_t a = vld2q_u32(reinterpret_cast<const uint32_t*>(p));
    return {a.val[0], a.val[1]};
  }
  static void store(uint64_t* p, U a) {
    vst2q_u32(reinterpret_cast<uint32_t*>(p), {{a.low, a.high}});
  }
  static U broadcast(uint64_t a) {
    return {vdupq_n_u32(static_cast<uint32_t>(a)), vdupq_n_u32(static_cast<uint32_t>(a >> 32))};
  }
  static U add(U a, U b) {
    const uint32x4_t low = vaddq_u32(a.low, b.low);
    const uint32x4_t high = vaddq_u32(a.high, b.high);
    const mve_pred16_t carry = vcmphiq_u32(a.low, low);
    return {low, vaddq_m_n_u32(high, high, 1, carry)};
  }
  static U multiply(U a, uint64_t b) {
    const auto low = static_cast<uint32_t>(b), high = static_cast<uint32_t>(b >> 32);
    const uint32x4_t cross = vaddq_u32(vmulq_n_u32(a.low, high), vmulq_n_u32(a.high, low));
    const uint32x4_t carried = vmulhq_u32(a.low, vdupq_n_u32(low));
    return {vmulq_n_u32(a.low, low), vaddq_u32(carried, cross)};
  }
  static U bit_and(U a, U b) { return {vandq_u32(a.low, b.low), vandq_u32(a.high, b.high)}; }
  static U bit_or(U a, U b) { return {vorrq_u32(a.low, b.low), vorrq_u32(a.high, b.high)}; }
  static U bit_xor(U a, U b) { return {veorq_u32(a.low, b.low), veorq_u32(a.high, b.high)}; }
  template <int n>
  static U shift_left(U a) {
    const uint32x4_t high = vsriq_n_u32(vshlq_n_u32(a.high, n), a.low, 32 - n);
    return {vshlq_n_u32(a.low, n), high};
  }
  template <int n>
  static U shift_right(U a) {
    const uint32x4_t low = vsliq_n_u32(vshrq_n_u32(a.low, n), a.high, 32 - n);
    return {low, vshrq_n_u32(a.high, n)};
  }
  static U swap_halves(U a) { return {a.high, a.low}; }
  static U high_below(U a, U b) {
    const mve_pred16_t below = vcmphiq_u32(b.high, a.high);
    const uint32x4_t ones = vpselq_u32(vdupq_n_u32(~0u), vdupq_n_u32(0), below);
    return {ones, ones};
  }

  static constexpr unsigned floats = 4;
  using F = float32x4_t;
  using Bits = uint32x4_t;
  static F load(const float* p) { return vld1q_f32(p); }
  static void store(float* p, F a) { vst1q_f32(p, a); }
  static F widened(uint32x4_t halves) { return vreinterpretq_f32_u32(vshlq_n_u32(halves, 16)); }
  static uint32x4_t narrowed(F a) {
    return vshrq_n_u32(reinterpret_cast<uint32x4_t>(upper_halves(a)), 16);
  }
  static F load(const bfloat16* p) { return widened(vldrhq_u32(&p->bits)); }
  static void store(bfloat16* p, F a) { vstrhq_u32(&p->bits, narrowed(a)); }
  static F widened_half(uint32x4_t halves) { return vcvtbq_f32_f16(vreinterpretq_f16_u32(halves)); }
  static uint32x4_t narrowed_half(F a) {
    return vreinterpretq_u32_f16(vcvtbq_f16_f32(vdupq_n_f16(0), a));
  }
  static F load(const half* p) { return widened_half(vldrhq_u32(&p->bits)); }
  static void store(half* p, F a) { vstrhq_u32(&p->bits, narrowed_half(a)); }
  static F broadcast(float a) { return vdupq_n_f32(a); }
  static F add(F a, F b) { return vaddq_f32(a, b); }
  static F multiply(F a, F b) { return vmulq_f32(a, b); }
  static F rounded(F a) {
    __asm__("" : "+w"(a));
    return a;
  }
  // Bit k + i stands at k + 3 of lane i, so that the same shift moves each lane's to the sign.
  static Bits bits(uint32_t mask) {
    const int32x4_t to_common_place = {3, 2, 1, 0};
    return vshlq_u32(vdupq_n_u32(mask), to_common_place);
  }
  static mve_pred16_t kept_elements(Bits bits, unsigned k) {
    uint32x4_t sign = bits << (28 - k);
    // LLVM would test bit k + 3 in place, with eight constants that it has no registers for.
    __asm__("" : "+w"(sign));
    return vcmpltq_n_s32(vreinterpretq_s32_u32(sign), 0);
  }
  static F load_kept(Bits bits, unsigned k, const float* p) {
    return vldrwq_z_f32(p, kept_elements(bits, k));
  }
  static F select(Bits bits, unsigned k, F kept, F dropped) {
    return vpselq_f32(kept, dropped, kept_elements(bits, k));
  }
  static F load_kept(Bits bits, unsigned k, const bfloat16* p) {
    return widened(vldrhq_z_u32(&p->bits, kept_elements(bits, k)));
  }
  static F load_kept(Bits bits, unsigned k, const half* p) {
    return widened_half(vldrhq_z_u32(&p->bits, kept_elements(bits, k)));
  }
  static F load_part(const float* p, unsigned n) { return vldrwq_z_f32(p, vctp32q(n)); }
  static void store_part(float* p, F a, unsigned n) { vstrwq_p_f32(p, a, vctp32q(n)); }
  static F load_part(const bfloat16* p, unsigned n) {
    return widened(vldrhq_z_u32(&p->bits, vctp32q(n)));
  }
  static void store_part(bfloat16* p, F a, unsigned n) {
    vstrhq_p_u32(&p->bits, narrowed(a), vctp32q(n));
  }
  static F load_part(const half* p, unsigned n) {
    return widened_half(vldrhq_z_u32(&p->bits, vctp32q(n)));
  }
  static void store_part(half* p, F a, unsigned n) {
    vstrhq_p_u32(&p->bits, narrowed_half(a), vctp32q(n));
  }
};

}  // namespace

#define DROPLET_ISA helium
#include "kernel/instantiate.hpp"

#endif
