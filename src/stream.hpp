// SPDX-License-Identifier: MIT
//
// Stripes of a stream, drawn in order. The rules of generator.hpp for what ISA files include hold
// here.
#ifndef DROPLET_SRC_STREAM_HPP
#define DROPLET_SRC_STREAM_HPP

#include "generator.hpp"
#include "scalar.hpp"

namespace droplet {
namespace detail {
namespace {

// Goes to the next stripe of a stream; returns whether its lanes must be seeded, with *block_key.
[[gnu::always_inline]] inline bool next_stripe(Stream& s, uint64_t* block_key, bool inline_key) {
  const bool fresh = s.stripe == block_stripes;
  if (fresh) {
    s.stripe = 0;
    s.block = (s.block + 1) & last_block;
    *block_key = inline_key ? mix64<Scalar>(mix64<Scalar>(s.key + golden_gamma) + s.block)
                            : fold_in(s.key, s.block);
  }
  ++s.stripe;
  return fresh;
}

// For cores with few registers: seeding, and drawing, each a function of its own.
template <class V>
[[gnu::noinline]] void seed_lanes(uint64_t* state, unsigned lane, uint64_t block_key) {
  Generators<V, V::lane_vectors> generators;
  generators.seed(block_key, lane);
  generators.store(state);
}

template <class V>
[[gnu::noinline]] void draw_words(uint64_t* state, const Threshold& t, uint64_t* words) {
  Generators<V, V::lane_vectors> generators;
  generators.load(state);
  generators.draw(Steps(t), words, [] {});
  generators.store(state);
}

template <class V>
[[gnu::always_inline]] inline void draw_lanes(Stream& s, unsigned lane, bool fresh,
                                              uint64_t block_key, const Threshold& t,
                                              uint64_t* words) {
  Generators<V, V::lane_vectors> generators;
  uint64_t* const state = s.lanes.state + lane;
  if (fresh) {
    generators.seed(block_key, lane);
    if (!V::overlaps_draws) generators.store(state);
  }
  // In order, one place for the state saves the moves that joining two would take; out of order,
  // they are free, and the detour through memory is not.
  if (!V::overlaps_draws || !fresh) generators.load(state);
  generators.draw(Steps(t), words, [] {});
  generators.store(state);
}

// Draws the next stripe of a stream, seeding where a block begins.
template <class V>
[[gnu::always_inline]] inline void draw_stripe(Stream& s, const Threshold& t, uint64_t* words) {
  constexpr unsigned step = V::lane_vectors * V::lanes;
  uint64_t block_key = 0;
  const bool fresh = next_stripe(s, &block_key, !V::draws_by_call);
  for (unsigned lane = 0; lane < lane_count; lane += step) {
    uint64_t* const state = s.lanes.state + lane;
    if (step == 1) {
      if (fresh) seed_lane(state, lane, block_key);
      words[lane] = draw_lane(state, t);
    } else if (V::draws_by_call) {
      if (fresh) seed_lanes<V>(state, lane, block_key);
      draw_words<V>(state, t, words + lane);
    } else {
      draw_lanes<V>(s, lane, fresh, block_key, t, words + lane);
    }
  }
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
