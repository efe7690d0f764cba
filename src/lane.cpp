// SPDX-License-Identifier: MIT
#include "mask/halves.hpp"
#include "mask/lane_vectors.hpp"

#if !defined(DROPLET_INFERENCE_ONLY)

namespace droplet {
namespace detail {
namespace {

#if UINTPTR_MAX > 0xFFFFFFFF
using Ops = Scalar;
#else
using Ops = Halves;
#endif
static_assert(Ops::lanes == 1, "draw_lane draws one word");

// Not inlined, so that an image holds it once.
[[gnu::noinline]] DROPLET_KERNEL(mix) uint64_t mix(uint64_t z) { return detail::mix64(z); }

}  // namespace

DROPLET_KERNEL(fold_in)
DROPLET_WRAPS_ uint64_t fold_in(uint64_t key, uint64_t data) {
  return mix(mix(key + golden_gamma) + data);
}

DROPLET_KERNEL(seed_lane)
DROPLET_WRAPS_ void seed_lane(uint64_t* state, unsigned lane, uint64_t block_key) {
  const uint64_t z = block_key + (2 * lane + 1) * golden_gamma;
  state[0] = mix(z);
  state[1] = mix(z + golden_gamma);
}

DROPLET_KERNEL(draw_lane)
uint64_t draw_lane(uint64_t* state, const Threshold& t) {
  LaneVectors<Ops, 1> alone;
  alone.load(state);
  uint64_t word;
  alone.draw(Steps(t), &word, [] {});
  alone.store(state);
  return word;
}

}  // namespace detail
}  // namespace droplet

#endif
