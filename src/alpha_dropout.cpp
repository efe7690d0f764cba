// SPDX-License-Identifier: MIT
#include "alpha.hpp"
#include "check.hpp"
#include "kernel/walk.hpp"

using namespace droplet::detail;

namespace {

template <class T>
droplet_status_t alpha_dropout(const droplet_mask_t* mask, const T* x, T* y, size_t n) {
  const droplet_status_t status = settle(mask, x, y, n, sizeof(T), 0);
  if (status != undecided) return status;
  if constexpr (!inference_only) draw_elements(*mask, alpha_forward(mask->rate, x, y), n);
  return DROPLET_OK;
}

template <class T>
droplet_status_t alpha_dropout_backward(const droplet_mask_t* mask, const T* grad_y, T* grad_x,
                                        size_t n) {
  const droplet_status_t status = settle(mask, grad_y, grad_x, n, sizeof(T), 0);
  if (status != undecided) return status;
  if constexpr (!inference_only)
    draw_elements(*mask, alpha_backward(mask->rate, grad_y, grad_x), n);
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(alpha_dropout, (const droplet_mask_t* mask, const T* x, T* y, size_t n),
                          (mask, x, y, n))
DROPLET_ON_FLOATING_TYPES(alpha_dropout_backward,
                          (const droplet_mask_t* mask, const T* grad_y, T* grad_x, size_t n),
                          (mask, grad_y, grad_x, n))
