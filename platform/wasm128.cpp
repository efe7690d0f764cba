// SPDX-License-Identifier: MIT
//
// WebAssembly's 128-bit SIMD, without the relaxed instructions, whose results differ by machine.
#include "kernel/compiled_isas.hpp"

#if defined(DROPLET_HAVE_WASM128)

#include <stdint.h>
#include <wasm_simd128.h>

#include "defaults.hpp"

namespace {

struct Vocabulary : Defaults<Vocabulary> {
  // Dropout of 4,096 floats took 0.88 of the time at p = 0.1, 0.80 at 0.5 (wasmtime 50, Zen 4).
  static constexpr bool overlaps_draws = true;
  static constexpr bool converts_by_integers = true;

  // v128_t is one type for all elements, so each kind of vector has its own, and intrinsics stand
  // where the compiler's operators say nothing.
  static constexpr unsigned lanes = 2;
  static constexpr unsigned lane_vectors = 2;  // 6 of the 16 registers of an x86-64 host
  using U [[gnu::vector_size(16)]] = uint64_t;
  using Words [[gnu::vector_size(16)]] = uint32_t;
  static U load(const uint64_t* p) { return reinterpret_cast<U>(wasm_v128_load(p)); }
  static void store(uint64_t* p, U a) { wasm_v128_store(p, reinterpret_cast<v128_t>(a)); }
  static U broadcast(uint64_t a) { return U{a, a}; }
  static U add(U a, U b) { return a + b; }
  static U multiply(U a, uint64_t b) { return a * b; }
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
  static U swap_halves(U a) {
    return reinterpret_cast<U>(
        wasm_i32x4_shuffle(reinterpret_cast<v128_t>(a), reinterpret_cast<v128_t>(a), 1, 0, 3, 2));
  }
  // The high half's result is copied to the low half.
  static U high_below(U a, U b) {
    const v128_t below = wasm_u32x4_lt(reinterpret_cast<v128_t>(a), reinterpret_cast<v128_t>(b));
    return reinterpret_cast<U>(wasm_i32x4_shuffle(below, below, 1, 1, 3, 3));
  }

  static constexpr unsigned floats = 4;
  using F [[gnu::vector_size(16)]] = float;
  using Bits = v128_t;
  static F load(const float* p) { return reinterpret_cast<F>(wasm_v128_load(p)); }
  static void store(float* p, F a) { wasm_v128_store(p, reinterpret_cast<v128_t>(a)); }
  static F load(const bfloat16* p) {
    return reinterpret_cast<F>(reinterpret_cast<Words>(wasm_u32x4_load16x4(p)) << 16);
  }
  static void store_lower(void* p, Words a) {
    const auto halves = reinterpret_cast<v128_t>(a);
    wasm_v128_store64_lane(p, wasm_u16x8_narrow_i32x4(halves, halves), 0);
  }
  static void store(bfloat16* p, F a) { store_lower(p, upper_halves(a) >> 16); }
  static F load(const half* p) { return widened_halves<F>(wasm_u32x4_load16x4(p)); }
  static void store(half* p, F a) { store_lower(p, half_bits(a)); }
  static F broadcast(float a) { return F{a, a, a, a}; }
  static F add(F a, F b) { return a + b; }
  static F multiply(F a, F b) { return a * b; }
#if __clang_major__ <= 16 || __clang_major__ >= 22  // Clang 19 dies of it; between them, untried
  static F rounded(F a) {
    __asm__("" : "+r"(a));
    return a;
  }
#endif
  static Bits bits(uint32_t mask) { return wasm_u32x4_splat(mask); }
  static v128_t kept_elements(Bits bits, unsigned k) {
    const v128_t bit = wasm_i32x4_shl(wasm_u32x4_const(1, 2, 4, 8), k);
    return wasm_i32x4_eq(wasm_v128_and(bits, bit), bit);
  }
  static F kept_or_zero(Bits bits, unsigned k, F x) {
    return reinterpret_cast<F>(wasm_v128_and(reinterpret_cast<v128_t>(x), kept_elements(bits, k)));
  }
  static F select(Bits bits, unsigned k, F kept, F dropped) {
    return reinterpret_cast<F>(wasm_v128_bitselect(
        reinterpret_cast<v128_t>(kept), reinterpret_cast<v128_t>(dropped), kept_elements(bits, k)));
  }
};

}  // namespace

#define DROPLET_ISA wasm128
#include "kernel/instantiate.hpp"

#endif
