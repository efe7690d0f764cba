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

// As check_call; fills `nest` where there is a verdict.
droplet_status_t check_channels(const droplet_mask_t* mask, const void* x, const void* y,
                                const droplet_features_t& features, size_t size, FeatureNest* nest);

template <class T>
[[gnu::noinline]] void set_nest(Verdict verdict, const T* x, T* y, const FeatureNest& nest,
                                T dropped) {
  const Decisions& d = nest.decisions;
  for (size_t o = 0; o < d.outer; ++o) {
    for (size_t r = 0; r < d.repeat; ++r) {
      for (size_t c = 0; c < d.count; ++c) {
        set_all(verdict, x + nest.pitches[0].at(o, r, c), y + nest.pitches[1].at(o, r, c), d.inner,
                dropped);
      }
    }
  }
}

// As settle.
template <class T>
inline droplet_status_t settle_channels(const droplet_mask_t* mask, const T* x, T* y,
                                        const droplet_features_t& features, T dropped,
                                        FeatureNest* nest) {
  const droplet_status_t status = check_channels(mask, x, y, features, sizeof *y, nest);
  if (status >= undecided) return status;
  set_nest(verdict_in(status), x, y, *nest, dropped);
  return DROPLET_OK;
}

template <class Op>
inline void draw_channels(const droplet_mask_t& mask, const Op& op, const FeatureNest& nest) {
  draw_nest(mask, op, nest.decisions, nest.pitches);
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
