// SPDX-License-Identifier: MIT
#include "alpha.hpp"
#include "check.hpp"
#include "kernel/walk.hpp"

using namespace droplet::detail;

extern "C" {

droplet_status droplet_alpha_dropout(const droplet_mask_t* mask, const float* x, float* y,
                                     size_t n) noexcept {
  const droplet_status status = settle(mask, x, y, n, nullptr);
  if (status != undecided) return status;
  if constexpr (!inference_only) draw_elements(*mask, alpha_forward(mask->rate, x, y), n);
  return DROPLET_OK;
}

droplet_status droplet_alpha_dropout_backward(const droplet_mask_t* mask, const float* grad_y,
                                              float* grad_x, size_t n) noexcept {
  const droplet_status status = settle(mask, grad_y, grad_x, n, nullptr);
  if (status != undecided) return status;
  if constexpr (!inference_only)
    draw_elements(*mask, alpha_backward(mask->rate, grad_y, grad_x), n);
  return DROPLET_OK;
}

}  // extern "C"
