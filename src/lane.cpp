// SPDX-License-Identifier: MIT
#include "mask/halves.hpp"
#include "mask/lane_vectors.hpp"

namespace droplet {
namespace detail {
namespace {

#if UINTPTR_MAX > 0xFFFFFFFF
using Ops = Scalar;
#else
using Ops = Halves;
#endif
static_assert(Ops::lanes == 1, "draw_lane draws one word");

}  // namespace

std::uint64_t fold_in(std::uint64_t key, std::uint64_t data) noexcept {
  return mix64<Scalar>(mix64<Scalar>(key + golden_gamma) + data);
}

void seed_lane(std::uint64_t* state, unsigned lane, std::uint64_t block_key) noexcept {
  LaneVectors<Scalar, 1> alone;
  alone.seed(block_key, lane);
  alone.store(state);
}

std::uint64_t draw_lane(std::uint64_t* state, const Threshold& t) noexcept {
  LaneVectors<Ops, 1> alone;
  alone.load(state);
  std::uint64_t word;
  alone.draw(Steps(t), &word, [] {});
  alone.store(state);
  return word;
}

}  // namespace detail
}  // namespace droplet
