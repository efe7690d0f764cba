// SPDX-License-Identifier: MIT
#include "channels.hpp"

namespace droplet {
namespace detail {
namespace {

// a * b, or, where that does not fit, more elements than any buffer has.
std::size_t product(std::size_t a, std::size_t b) noexcept {
  std::size_t n;
  return __builtin_mul_overflow(a, b, &n) ? SIZE_MAX : n;
}

// Each pitch that is 0 as the layout has it, around the axes within.
droplet_feature_pitch_t whole(droplet_feature_pitch_t pitch, const droplet_features_t& f) noexcept {
  if (f.layout == DROPLET_CHANNELS_FIRST) {
    if (pitch.position == 0) pitch.position = 1;
    if (pitch.channel == 0) pitch.channel = product(f.inner, pitch.position);
    if (pitch.sample == 0) pitch.sample = product(f.channels, pitch.channel);
  } else {
    if (pitch.channel == 0) pitch.channel = 1;
    if (pitch.position == 0) pitch.position = product(f.channels, pitch.channel);
    if (pitch.sample == 0) pitch.sample = product(f.inner, pitch.position);
  }
  return pitch;
}

}  // namespace

FeatureNest nest_of(const droplet_features_t& f) noexcept {
  const droplet_feature_pitch_t x = whole(f.x, f), y = whole(f.y, f);
  if (f.inner != 1 && (x.position != 1 || y.position != 1)) {
    return {dense(f.samples, f.inner, f.channels, 1),
            {{x.sample, x.position, x.channel}, {y.sample, y.position, y.channel}}};
  }
  // Samples that stand one after the other are more channels.
  if (x.sample == product(f.channels, x.channel) && y.sample == product(f.channels, y.channel)) {
    return {rows_of(product(f.samples, f.channels), f.inner),
            {{0, 0, x.channel}, {0, 0, y.channel}}};
  }
  return {dense(f.samples, 1, f.channels, f.inner),
          {{x.sample, 0, x.channel}, {y.sample, 0, y.channel}}};
}

droplet_status_t settle_channels(const droplet_mask_t* mask, const void* x, void* y,
                                 const droplet_features_t& features, const FeatureNest& nest,
                                 Element type) noexcept {
  if (features.layout <= DROPLET_CHANNELS_LAST) {
    return settle_nest(mask, x, y, nest.decisions, nest.pitches, type);
  }
  const droplet_status_t status = check_descriptor(mask);
  return status == DROPLET_OK ? DROPLET_BAD_OPTION : status;
}

}  // namespace detail
}  // namespace droplet
