// SPDX-License-Identifier: MIT
#include "channels.hpp"
#include "ops/scale.hpp"

using namespace droplet::detail;

extern "C" droplet_status droplet_feature_dropout(const droplet_mask_t* mask, const float* x,
                                                  float* y, size_t samples, size_t channels,
                                                  size_t inner, uint8_t layout) noexcept {
  droplet_status status;
  const FeatureMap map{samples, channels, inner, layout};
  if (settle_channels(mask, x, y, map.elements(), layout, &status)) return status;
  if constexpr (!inference_only) {
    draw_channels(*mask, Scale<float>{{x, y}, mask->rate.scale}, map);
  }
  return DROPLET_OK;
}
