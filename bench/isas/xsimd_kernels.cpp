// SPDX-License-Identifier: MIT
//
// The vocabulary in xsimd's words, for SSE2: a second opinion on our own intrinsics, and what the
// benchmark compares them with. The subset compiles alike on xsimd 8 and 14.
#include <stdint.h>

#include <xsimd/xsimd.hpp>

#include "defaults.hpp"

namespace {

struct Vocabulary : Defaults<Vocabulary> {
  static constexpr bool overlaps_draws = true;

  static constexpr unsigned lanes = 2;
  static constexpr unsigned lane_vectors = 2;
  using U = xsimd::batch<uint64_t, xsimd::sse2>;
  static U load(const uint64_t* p) { return U::load_unaligned(p); }
  static void store(uint64_t* p, U a) { a.store_unaligned(p); }
  static U broadcast(uint64_t a) { return U(a); }
  static U add(U a, U b) { return a + b; }
  static U multiply(U a, uint64_t b) { return a * U(b); }
  static U bit_and(U a, U b) { return a & b; }
  static U bit_or(U a, U b) { return a | b; }
  static U bit_xor(U a, U b) { return a ^ b; }
  template <int n>
  static U shift_left(U a) {
    return a << n;
  }
  template <int n>
  static U shift_right(U a) {
    return a >> n;
  }
  static U swap_halves(U a) { return (a << 32) | (a >> 32); }
  // The sign of the high halves' difference, spread.
  static U high_below(U a, U b) { return U(uint64_t{0}) - (((a >> 32) - (b >> 32)) >> 63); }

  static constexpr unsigned floats = 4;
  using F = xsimd::batch<float, xsimd::sse2>;
  using Bits = xsimd::batch<int32_t, xsimd::sse2>;
  static F load(const float* p) { return F::load_unaligned(p); }
  static void store(float* p, F a) { a.store_unaligned(p); }
  static F broadcast(float a) { return F(a); }
  static F add(F a, F b) { return a + b; }
  static F multiply(F a, F b) { return a * b; }
  static Bits bits(uint32_t mask) { return Bits(static_cast<int32_t>(mask)); }
  static F select(Bits bits, unsigned k, F kept, F dropped) {
    alignas(16) static constexpr int32_t lane_bits[floats] = {1, 2, 4, 8};
    const Bits chosen = (bits >> static_cast<int>(k)) & Bits::load_aligned(lane_bits);
    return xsimd::select(F(0.0f) < xsimd::to_float(chosen), kept, dropped);
  }
  static F relu(F x) { return relu_gradient(x, x); }
  static F relu_gradient(F y, F a) { return xsimd::select(y <= F(0.0f), F(0.0f), a); }
};

}  // namespace

#define DROPLET_ISA xsimd_sse2
#include "kernel/instantiate.hpp"
