// SPDX-License-Identifier: MIT
//
// The keep mask's generator over a vocabulary V (scalar.hpp): xorshift128 (Marsaglia 2003; shifts
// of Vigna 2017) with a crosswise sum, compared bit-sliced with the keep probability. ISA files
// include this: nothing may have external linkage, nor any std:: function be called, or else the
// linker could keep this ISA's copy for every CPU.
#ifndef DROPLET_SRC_MASK_LANE_VECTORS_HPP
#define DROPLET_SRC_MASK_LANE_VECTORS_HPP

#include <stdint.h>

#include "mask/steps.hpp"

namespace droplet {
namespace detail {
namespace {

template <class V>
DROPLET_KERNEL(local)
inline typename V::U mix64(typename V::U z) {
  z = V::multiply(V::bit_xor(z, V::template shift_right<30>(z)), 0xBF58476D1CE4E5B9u);
  z = V::multiply(V::bit_xor(z, V::template shift_right<27>(z)), 0x94D049BB133111EBu);
  return V::bit_xor(z, V::template shift_right<31>(z));
}

constexpr uint64_t g = golden_gamma;
// Lane l of a block seeds its s0 with mix64(block key + (2 l + 1) G), its s1 with one G more.
alignas(64) constexpr uint64_t lane_gamma[lane_count] = {g,     3 * g,  5 * g,  7 * g,
                                                         9 * g, 11 * g, 13 * g, 15 * g};
static_assert(lane_gamma[lane_count - 1] == (2 * lane_count - 1) * g,
              "lane_gamma has lane_count entries");

template <class V, unsigned n>
struct LaneVectors {
  static_assert(!V::draws_by_call || n == 1,
                "draws_by_call needs lane_vectors == 1: digit() has one");
  using U = typename V::U;
  U s[2][n];  // the state's halves; a step replaces the older one, s[parity]

  // `state` points to the first lane's s0. (A lane alone has its s1 next to it.)
  static constexpr unsigned halves_apart = n * V::lanes == 1 ? 1 : lane_count;
  [[gnu::always_inline]] void load(const uint64_t* state) {
#pragma GCC unroll 8
    for (unsigned i = 0; i < n; ++i) {
      s[0][i] = V::load(state + i * V::lanes);
      s[1][i] = V::load(state + halves_apart + i * V::lanes);
    }
  }

  [[gnu::always_inline]] void store(uint64_t* state) const {
#pragma GCC unroll 8
    for (unsigned i = 0; i < n; ++i) {
      V::store(state + i * V::lanes, s[0][i]);
      V::store(state + halves_apart + i * V::lanes, s[1][i]);
    }
  }

  [[gnu::always_inline]] void seed(uint64_t block_key, unsigned lane) {
#pragma GCC unroll 8
    for (unsigned i = 0; i < n; ++i) {
      const unsigned l = lane + i * V::lanes;
      const U gamma = V::lanes == 1 ? V::broadcast((2 * l + 1) * g) : V::load(lane_gamma + l);
      const U z = V::add(V::broadcast(block_key), gamma);
      s[0][i] = mix64<V>(z);
      s[1][i] = mix64<V>(V::add(z, V::broadcast(golden_gamma)));
    }
  }

  // A word of each lane. `between` is called once a digit: work that overlaps with the draws.
  template <class Between>
  [[gnu::always_inline]] void draw(const Steps& steps, uint64_t* words, Between between) {
    U m[n];
    const uint32_t fraction = steps.fraction;  // a copy: 8 instructions a stripe fewer on NEON
    if (fraction != 0 || steps.odd) {
      const U limit = V::broadcast(uint64_t{fraction} << 32);
#pragma GCC unroll 8
      for (unsigned i = 0; i < n; ++i) {
        m[i] = next<0>(i);
        if (fraction != 0) m[i] = V::high_below(m[i], limit);
      }
      swap();
    } else {
#pragma GCC unroll 8
      for (unsigned i = 0; i < n; ++i) m[i] = V::broadcast(uint64_t{0});
    }
    for (unsigned digits = steps.digits; digits != 1; digits >>= 2) {
      between();
      digit<0>(digits & 1, m);
      between();
      digit<1>(digits & 2, m);
    }
#pragma GCC unroll 8
    for (unsigned i = 0; i < n; ++i) V::store(words + i * V::lanes, m[i]);
  }

 private:
  template <int parity>
  [[gnu::always_inline]] U sum(unsigned i) const {
    return V::add(s[parity][i], V::swap_halves(s[1 - parity][i]));
  }

  template <int parity>
  [[gnu::always_inline]] void advance(unsigned i) {
    U& older = s[parity][i];
    const U newer = s[1 - parity][i];
    const U x = V::bit_xor(older, V::template shift_left<23>(older));
    older = V::bit_xor(V::bit_xor(x, V::template shift_right<18>(x)),
                       V::bit_xor(newer, V::template shift_right<5>(newer)));
  }

  template <int parity>
  [[gnu::always_inline]] U next(unsigned i) {
    const U out = sum<parity>(i);
    advance<parity>(i);
    return out;
  }

  template <int parity>
  [[gnu::always_inline]] void digit(unsigned bit, U* m) {
    if (V::draws_by_call) {  // The step, most of the code, stands here once.
      const U r = sum<parity>(0);
      if (n * V::lanes == 1) advance<parity>(0);
      m[0] = bit != 0 ? V::bit_or(m[0], r) : V::bit_and(m[0], r);
      if (n * V::lanes != 1) advance<parity>(0);  // Vectors leave no register for the sum.
      return;
    }
    if (bit != 0) {
#pragma GCC unroll 8
      for (unsigned i = 0; i < n; ++i) m[i] = V::bit_or(m[i], next<parity>(i));
    } else {
#pragma GCC unroll 8
      for (unsigned i = 0; i < n; ++i) m[i] = V::bit_and(m[i], next<parity>(i));
    }
  }

  [[gnu::always_inline]] void swap() {
#pragma GCC unroll 8
    for (unsigned i = 0; i < n; ++i) {
      const U newest = s[0][i];
      s[0][i] = s[1][i];
      s[1][i] = newest;
    }
  }
};

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
