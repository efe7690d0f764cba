// SPDX-License-Identifier: MIT
#include "alpha.hpp"
#include "channels.hpp"

using namespace droplet::detail;

namespace {

template <class T>
droplet_status_t feature_alpha_dropout(const droplet_mask_t* mask, const T* x, T* y,
                                       const droplet_features_t& features) {
  FeatureNest nest;
  const droplet_status_t status = settle_nest(mask, x, y, features, sizeof(T), 0, &nest);
  if (status != undecided) return status;
  if constexpr (!inference_only) draw_nest(*mask, alpha_forward(mask->rate, x, y), nest);
  return DROPLET_OK;
}

template <class T>
droplet_status_t feature_alpha_dropout_backward(const droplet_mask_t* mask, const T* grad_y,
                                                T* grad_x, const droplet_features_t& features) {
  FeatureNest nest;
  const droplet_status_t status = settle_nest(mask, grad_y, grad_x, features, sizeof(T), 0, &nest);
  if (status != undecided) return status;
  if constexpr (!inference_only) draw_nest(*mask, alpha_backward(mask->rate, grad_y, grad_x), nest);
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(feature_alpha_dropout,
                          (const droplet_mask_t* mask, const T* x, T* y,
                           droplet_features_t features),
                          (mask, x, y, features))
DROPLET_ON_FLOATING_TYPES(feature_alpha_dropout_backward,
                          (const droplet_mask_t* mask, const T* grad_y, T* grad_x,
                           droplet_features_t features),
                          (mask, grad_y, grad_x, features))
