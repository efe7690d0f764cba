// SPDX-License-Identifier: MIT
//
// Stripes of a generator, drawn in order. The rules of lane_vectors.hpp for what ISA files include
// hold here.
#ifndef DROPLET_SRC_MASK_STRIPE_HPP
#define DROPLET_SRC_MASK_STRIPE_HPP

#include "copy.hpp"
#include "mask/lane_vectors.hpp"
#include "mask/scalar.hpp"

namespace droplet {
namespace detail {
namespace {

// Goes to the next stripe; returns whether its lanes must be seeded, with *block_key.
template <class V>
[[gnu::always_inline]] DROPLET_WRAPS_ inline bool next_stripe(Generator& generator,
                                                              uint64_t* block_key) {
  const bool fresh = generator.next % block_elements == 0;
  if (fresh) {
    const uint64_t block = generator.next / block_elements;
    *block_key = V::draws_by_call
                     ? fold_in(generator.key, block)
                     : mix64<Scalar>(mix64<Scalar>(generator.key + golden_gamma) + block);
  }
  generator.next += stripe_elements;
  return fresh;
}

// For cores with few registers: seeding, and drawing, each a function of its own.
template <class V>
[[gnu::noinline]] DROPLET_KERNEL(local) void seed_lanes(uint64_t* state, unsigned lane,
                                                        uint64_t block_key) {
  LaneVectors<V, V::lane_vectors> lanes;
  lanes.seed(block_key, lane);
  lanes.store(state);
}

template <class V>
[[gnu::noinline]] DROPLET_KERNEL(local) void draw_words(uint64_t* state, const Threshold& t,
                                                        uint64_t* words) {
  LaneVectors<V, V::lane_vectors> lanes;
  lanes.load(state);
  lanes.draw(Steps(t), words, [] {});
  lanes.store(state);
}

template <class V>
[[gnu::always_inline]] inline void draw_lanes(uint64_t* state, unsigned lane, bool fresh,
                                              uint64_t block_key, const Threshold& t,
                                              uint64_t* words) {
  LaneVectors<V, V::lane_vectors> lanes;
  if (fresh) {
    lanes.seed(block_key, lane);
    if (!V::overlaps_draws) lanes.store(state);
  }
  // On a core that executes in order, a state that always comes from memory saves the moves between
  // registers that two sources would need; out of order such moves are free, and the detour is not.
  if (!V::overlaps_draws || !fresh) lanes.load(state);
  lanes.draw(Steps(t), words, [] {});
  lanes.store(state);
}

// Draws the next stripe's words, seeding where a block begins.
template <class V>
[[gnu::always_inline]] inline void draw_stripe(Generator& generator, const Threshold& t,
                                               uint64_t* words) {
  constexpr unsigned step = V::lane_vectors * V::lanes;
  uint64_t block_key = 0;
  const bool fresh = next_stripe<V>(generator, &block_key);
  for (unsigned lane = 0; lane < lane_count; lane += step) {
    uint64_t* const state = generator.lanes.state + lane;
    if (step == 1) {
      uint64_t* const pair = state + lane;
      if (fresh) seed_lane(pair, lane, block_key);
      words[lane] = draw_lane(pair, t);
    } else if (V::draws_by_call) {
      if (fresh) seed_lanes<V>(state, lane, block_key);
      draw_words<V>(state, t, words + lane);
    } else {
      draw_lanes<V>(state, lane, fresh, block_key, t, words + lane);
    }
  }
}

// Draws `stripes` stripes, at least 1. Where the lanes are in registers they stay there: 64 Ki bits
// take 0.7 of the time at p = 0.1, 0.3 at p = 0.5 (AVX2, Zen 3).
template <class V>
[[gnu::always_inline]] inline void draw_stripes(Generator& generator, const Threshold& t,
                                                size_t stripes, uint8_t* bits) {
  constexpr size_t bytes = lane_count * sizeof(uint64_t);
  if constexpr (V::lane_vectors * V::lanes == lane_count) {
    const Steps steps(t);
    LaneVectors<V, V::lane_vectors> lanes;
    uint64_t block_key = 0;
    if (next_stripe<V>(generator, &block_key)) {
      lanes.seed(block_key, 0);
    } else {
      lanes.load(generator.lanes.state);
    }
    for (;; bits += bytes) {
      lanes.draw(steps, reinterpret_cast<uint64_t*>(bits), [] {});
      if (--stripes == 0) break;
      if (next_stripe<V>(generator, &block_key)) lanes.seed(block_key, 0);
    }
    lanes.store(generator.lanes.state);
  } else {
    for (; stripes != 0; --stripes, bits += bytes) {
      uint64_t words[lane_count];
      draw_stripe<V>(generator, t, words);
      copy(bits, words, bytes);
    }
  }
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
