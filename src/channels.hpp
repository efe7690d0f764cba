// SPDX-License-Identifier: MIT
//
// Channels that survive or are dropped as a whole.
#ifndef DROPLET_SRC_CHANNELS_HPP
#define DROPLET_SRC_CHANNELS_HPP

#include "check.hpp"
#include "kernel/nest.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// A feature map as a nest: (samples, 1, channels, inner) where the positions of a channel are
// neighbours, else (samples, inner, channels, 1). x's pitches, then y's.
struct FeatureNest {
  Decisions decisions;
  Pitch pitches[2];
};

// As settle.
droplet_status_t settle_nest(const droplet_mask_t* mask, const void* x, void* y,
                             const droplet_features_t& features, size_t size, int32_t zero,
                             FeatureNest* nest);

template <class Op>
inline void draw_nest(const droplet_mask_t& mask, const Op& op, const FeatureNest& nest) {
  draw_nest(mask, op, nest.decisions, nest.pitches);
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
