// SPDX-License-Identifier: MIT
#include "channels.hpp"
#include "nested_dropout.hpp"

using namespace droplet::detail;

namespace {

template <class T, class... Quantization>
droplet_status_t feature_dropout(const droplet_mask_t* mask, const T* x, T* y,
                                 const droplet_features_t& features,
                                 const Quantization&... quantization) {
  return nested_dropout<FeatureNest>(mask, x, y, features, quantization...);
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
