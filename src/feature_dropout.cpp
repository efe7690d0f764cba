// SPDX-License-Identifier: MIT
#include "channels.hpp"
#include "ops/scale.hpp"

using namespace droplet::detail;

namespace {

template <class T>
droplet_status_t feature_dropout(const droplet_mask_t* mask, const T* x, T* y,
                                 const droplet_features_t& features) {
  FeatureNest nest;
  const droplet_status_t status = settle_channels(mask, x, y, features, T{}, &nest);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    draw_channels(*mask, Scale<T>{{x, y}, mask->rate.scale}, nest);
  }
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(feature_dropout,
                          (const droplet_mask_t* mask, const T* x, T* y,
                           droplet_features_t features),
                          (mask, x, y, features))
