// SPDX-License-Identifier: MIT
#include "channels.hpp"
#include "ops/scale.hpp"

using namespace droplet::detail;

extern "C" droplet_status droplet_feature_dropout(const droplet_mask_t* mask, const float* x,
                                                  float* y, size_t samples, size_t channels,
                                                  size_t inner, uint8_t layout) noexcept {
  const FeatureMap map{samples, channels, inner, layout};
  const droplet_status status = settle_channels(mask, x, y, map.elements(), layout);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    draw_channels(*mask, Scale<float>{{x, y}, mask->rate.scale}, map);
  }
  return DROPLET_OK;
}
