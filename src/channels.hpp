// SPDX-License-Identifier: MIT
//
// Channels that survive or are dropped as a whole.
#ifndef DROPLET_SRC_CHANNELS_HPP
#define DROPLET_SRC_CHANNELS_HPP

#include "check.hpp"
#include "kernel/walk.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

struct FeatureMap {
  std::size_t samples, channels, inner;
  std::uint8_t layout;
  std::size_t elements() const noexcept { return detail::elements(samples, channels, inner); }
};

template <class Op>
inline void draw_channels(const droplet_mask_t& mask, const Op& op,
                          const FeatureMap& map) noexcept {
  if (map.layout == DROPLET_CHANNELS_FIRST) {
    draw_rows(mask, op, map.samples * map.channels, map.inner);
  } else {
    draw_repeated(mask, op, map.samples, map.inner, map.channels);
  }
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
