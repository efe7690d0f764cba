// SPDX-License-Identifier: MIT
//
// The vocabulary's ops on integers, by NEON. The rules of lane_vectors.hpp for what ISA files
// include hold here.
#ifndef DROPLET_PLATFORM_NEON_INTEGERS_HPP
#define DROPLET_PLATFORM_NEON_INTEGERS_HPP

#include <arm_neon.h>
#include <stdint.h>

#include "mask/scalar.hpp"

namespace {

struct NeonIntegers {
  template <class T>
  static constexpr unsigned integers = 16 / sizeof(T);
  static int8x16_t load(const int8_t* p) { return vld1q_s8(p); }
  static int16x8_t load(const int16_t* p) { return vld1q_s16(p); }
  static int32x4_t load(const int32_t* p) { return vld1q_s32(p); }
  static void store(int8_t* p, int8x16_t a) { vst1q_s8(p, a); }
  static void store(int16_t* p, int16x8_t a) { vst1q_s16(p, a); }
  static void store(int32_t* p, int32x4_t a) { vst1q_s32(p, a); }
  static int8x16_t broadcast(int8_t a) { return vdupq_n_s8(a); }
  static int16x8_t broadcast(int16_t a) { return vdupq_n_s16(a); }
  static int32x4_t broadcast(int32_t a) { return vdupq_n_s32(a); }

  // `bits` has the mask's 32 bits in each lane of 32.
  static uint32x4_t kept_elements(uint32x4_t bits, unsigned k) {
    const uint32x4_t element_bits = {1u << k, 2u << k, 4u << k, 8u << k};
    return vtstq_u32(bits, element_bits);
  }
  static int8x16_t select(uint32x4_t bits, unsigned k, int8x16_t kept, int8x16_t dropped) {
    const uint8x8_t bytes = vreinterpret_u8_u32(vget_low_u32(bits));
    const uint8x16_t own = k == 0 ? vcombine_u8(vdup_lane_u8(bytes, 0), vdup_lane_u8(bytes, 1))
                                  : vcombine_u8(vdup_lane_u8(bytes, 2), vdup_lane_u8(bytes, 3));
    const uint8x16_t bit = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    return vbslq_s8(vtstq_u8(own, bit), kept, dropped);
  }
  static int16x8_t select(uint32x4_t bits, unsigned k, int16x8_t kept, int16x8_t dropped) {
    const uint16x4_t shorts = vreinterpret_u16_u32(vget_low_u32(bits));
    const uint16x8_t own = k < 16 ? vdupq_lane_u16(shorts, 0) : vdupq_lane_u16(shorts, 1);
    const auto b = static_cast<uint16_t>(1u << k % 16);
    const uint16x8_t bit = vmulq_n_u16(uint16x8_t{1, 2, 4, 8, 16, 32, 64, 128}, b);
    return vbslq_s16(vtstq_u16(own, bit), kept, dropped);
  }
  static int32x4_t select(uint32x4_t bits, unsigned k, int32x4_t kept, int32x4_t dropped) {
    return vbslq_s32(kept_elements(bits, k), kept, dropped);
  }

  // The distance d times 2^(15 - shift), then times multiplier / 2^15, rounded half up. The power
  // is at most 2^8: then a distance of 128 or more saturates, and so does the result.
  static int16x8_t scaled(int16x8_t d, int16_t multiplier, uint8_t shift) {
    const int16x8_t power = vdupq_n_s16(static_cast<int16_t>(15 - shift));
    return vqrdmulhq_n_s16(vqshlq_s16(d, power), multiplier);
  }
  // In 32 bits, rounded half up.
  static int32x4_t scaled(int16x4_t x, int16_t multiplier, uint8_t shift) {
    return vrshlq_s32(vmull_n_s16(x, multiplier), vdupq_n_s32(-int32_t{shift}));
  }
  static int8x16_t narrowed(int16x8_t low, int16x8_t high) {
    return vcombine_s8(vqmovn_s16(low), vqmovn_s16(high));
  }
  // The sum cannot overflow: the zero point of a distance so large has the other sign.
  static int8x16_t requantize(int8x16_t x, int16_t multiplier, uint8_t shift, int8_t zero) {
    const int8x8_t zeros = vdup_n_s8(zero);
    const auto one = [=](int8x8_t a) __attribute__((always_inline)) {
      return vaddw_s8(scaled(vsubl_s8(a, zeros), multiplier, shift), zeros);
    };
    return narrowed(one(vget_low_s8(x)), one(vget_high_s8(x)));
  }
  static int8x16_t requantize_add(int8x16_t x, int8x16_t y, int16_t multiplier, uint8_t shift,
                                  int8_t zero) {
    const int8x8_t zeros = vdup_n_s8(zero);
    const auto one = [=](int8x8_t a, int8x8_t b) __attribute__((always_inline)) {
      return vqaddq_s16(vmovl_s8(a), scaled(vsubl_s8(b, zeros), multiplier, shift));
    };
    return narrowed(one(vget_low_s8(x), vget_low_s8(y)), one(vget_high_s8(x), vget_high_s8(y)));
  }
  static int16x8_t requantize(int16x8_t x, int16_t multiplier, uint8_t shift, int16_t) {
    return vcombine_s16(vqmovn_s32(scaled(vget_low_s16(x), multiplier, shift)),
                        vqmovn_s32(scaled(vget_high_s16(x), multiplier, shift)));
  }
  static int16x8_t requantize_add(int16x8_t x, int16x8_t y, int16_t multiplier, uint8_t shift,
                                  int16_t) {
    const auto one = [=](int16x4_t a, int16x4_t b) __attribute__((always_inline)) {
      return vqmovn_s32(vaddw_s16(scaled(b, multiplier, shift), a));
    };
    return vcombine_s16(one(vget_low_s16(x), vget_low_s16(y)),
                        one(vget_high_s16(x), vget_high_s16(y)));
  }
  // In 64 bits: x times multiplier, and one constant for the zero point and for rounding.
  static int32x4_t requantize(int32x4_t x, int32_t multiplier, int8_t shift, int32_t zero) {
    if (shift < 0) return Scalar::each_requantized(x, multiplier, shift, zero);
    const int64_t unit = int64_t{1} << shift;
    const int64x2_t addend = vdupq_n_s64(zero * (unit - multiplier) + (unit >> 1));
    const int64x2_t down = vdupq_n_s64(-int64_t{shift});
    const auto one = [=](int32x2_t a) __attribute__((always_inline)) {
      return vqmovn_s64(vshlq_s64(vmlal_n_s32(addend, a, multiplier), down));
    };
    return vcombine_s32(one(vget_low_s32(x)), one(vget_high_s32(x)));
  }
};

}  // namespace

#endif
