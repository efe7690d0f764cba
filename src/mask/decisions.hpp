// SPDX-License-Identifier: MIT
//
// Who shares a decision: element (o, r, c, i) of outer x repeat x count x inner is decided by the
// mask's element `first + o * bits_pitch + c`.
#ifndef DROPLET_SRC_MASK_DECISIONS_HPP
#define DROPLET_SRC_MASK_DECISIONS_HPP

#include "mask/shape.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

struct Decisions {
  size_t outer, repeat, count, inner;
  uint64_t bits_pitch;  // count, where the decisions of neighbours in `outer` are neighbours
};

// Where a buffer's element (o, r, c, 0) stands, in elements; `inner` is contiguous.
struct Pitch {
  size_t outer, repeat, count;
  size_t at(size_t o, size_t r, size_t c) const { return o * outer + r * repeat + c * count; }
};

[[gnu::always_inline]] constexpr Decisions dense(size_t outer, size_t repeat, size_t count,
                                                 size_t inner) {
  return {outer, repeat, count, inner, count};
}

// What a descriptor decides about a call as a whole.
enum class Verdict { draw, keep_all, drop_all };

Verdict training_verdict(const droplet_mask_t& mask);

// An inference-only build does not look at the descriptor.
inline Verdict verdict_of(const droplet_mask_t* mask) {
  return inference_only ? Verdict::keep_all : training_verdict(*mask);
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
