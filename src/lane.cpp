// SPDX-License-Identifier: MIT
#include "generator.hpp"
#include "halves.hpp"

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

}  // namespace

std::uint64_t fold_in(std::uint64_t key, std::uint64_t data) noexcept {
  return mix64<Scalar>(mix64<Scalar>(key + golden_gamma) + data);
}

void seed_lane(std::uint64_t* state, unsigned lane, std::uint64_t block_key) noexcept {
  Generators<Scalar, 1> generator;
  generator.seed(block_key, lane);
  generator.store(state);
}

std::uint64_t draw_lane(std::uint64_t* state, const Threshold& t) noexcept {
  Generators<Ops, 1> generator;
  generator.load(state);
  std::uint64_t word;
  generator.draw(Steps(t), &word, [] {});
  generator.store(state);
  return word;
}

}  // namespace detail
}  // namespace droplet

#endif
