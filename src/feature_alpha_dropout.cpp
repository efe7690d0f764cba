// SPDX-License-Identifier: MIT
#include "alpha.hpp"
#include "channels.hpp"

using namespace droplet::detail;

extern "C" {

droplet_status droplet_feature_alpha_dropout(const droplet_mask_t* mask, const float* x, float* y,
                                             size_t samples, size_t channels, size_t inner,
                                             uint8_t layout) noexcept {
  const FeatureMap map{samples, channels, inner, layout};
  const droplet_status status = settle_channels(mask, x, y, map.elements(), layout);
  if (status != undecided) return status;
  if constexpr (!inference_only) draw_channels(*mask, alpha_forward(mask->rate, x, y), map);
  return DROPLET_OK;
}

droplet_status droplet_feature_alpha_dropout_backward(const droplet_mask_t* mask,
                                                      const float* grad_y, float* grad_x,
                                                      size_t samples, size_t channels, size_t inner,
                                                      uint8_t layout) noexcept {
  const FeatureMap map{samples, channels, inner, layout};
  const droplet_status status = settle_channels(mask, grad_y, grad_x, map.elements(), layout);
  if (status != undecided) return status;
  if constexpr (!inference_only)
    draw_channels(*mask, alpha_backward(mask->rate, grad_y, grad_x), map);
  return DROPLET_OK;
}

}  // extern "C"
