// SPDX-License-Identifier: MIT
#include "channels.hpp"
#include "integers.hpp"
#include "ops/scale.hpp"

using namespace droplet::detail;

namespace {

template <class T>
droplet_status_t feature_dropout(const droplet_mask_t* mask, const T* x, T* y,
                                 const droplet_features_t& features) {
  FeatureNest nest;
  const droplet_status_t status = settle_channels(mask, x, y, features, sizeof(T), 0, &nest);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    draw_channels(*mask, Scale<T>{{x, y}, mask->rate.scale}, nest);
  }
  return DROPLET_OK;
}

template <class T>
droplet_status_t feature_dropout(const droplet_mask_t* mask, const T* x, T* y,
                                 const droplet_features_t& features,
                                 const droplet_quantization_t& quantization) {
  FeatureNest nest;
  const droplet_status_t status =
      settle_channels(mask, x, y, features, sizeof(T), quantization.zero_point, &nest);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    with_op(x, y, quantization.zero_point, scale_bits(mask->rate, quantization.unscaled),
            [&](const auto& op) { draw_channels(*mask, op, nest); });
  }
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(feature_dropout,
                          (const droplet_mask_t* mask, const T* x, T* y,
                           droplet_features_t features),
                          (mask, x, y, features))
DROPLET_ON_INTEGER_TYPES(feature_dropout,
                         (const droplet_mask_t* mask, const T* x, T* y, droplet_features_t features,
                          droplet_quantization_t quantization),
                         (mask, x, y, features, quantization))
