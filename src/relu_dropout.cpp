// SPDX-License-Identifier: MIT
#include "ops/relu.hpp"

#include "kernel/walk.hpp"
#include "rows.hpp"

using namespace droplet::detail;

namespace {

float factor_of(const droplet_mask_t* mask, Verdict verdict) {
  return verdict == Verdict::draw ? mask->rate.scale : 1.0f;
}

template <class T>
droplet_status_t relu_dropout(const droplet_mask_t* mask, const T* x, T* y, size_t n) {
  droplet_status_t status = check_descriptor(mask);
  if (status == DROPLET_OK) status = check_buffers(x, y, n, sizeof(T));
  if (status != DROPLET_OK || n == 0) return status;
  const Verdict verdict = verdict_of(mask);
  const Relu<T> op{{x, y}, factor_of(mask, verdict)};
  if constexpr (!inference_only) {
    if (verdict == Verdict::draw) {
      draw_elements(*mask, op, n);
      return DROPLET_OK;
    }
  }
  apply_to_all(chosen_isa(), op, verdict == Verdict::keep_all, n);
  return DROPLET_OK;
}

template <class T>
droplet_status_t relu_dropout_backward(const droplet_mask_t* mask, const T* grad_y, const T* y,
                                       T* grad_x, size_t n) {
  droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK || n == 0) return status;
  const RowBuffer inputs[] = {{grad_y, n}, {y, n}};
  status = check_rows({1, n}, sizeof(T), inputs, 2, {grad_x, n});
  if (status != DROPLET_OK) return status;
  const Verdict verdict = verdict_of(mask);
  const ReluGradient<T> op{{grad_y, y, grad_x}, factor_of(mask, verdict)};
  apply_to_all(chosen_isa(), op, verdict != Verdict::drop_all, n);
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(relu_dropout, (const droplet_mask_t* mask, const T* x, T* y, size_t n),
                          (mask, x, y, n))
DROPLET_ON_FLOATING_TYPES(relu_dropout_backward,
                          (const droplet_mask_t* mask, const T* grad_y, const T* y, T* grad_x,
                           size_t n),
                          (mask, grad_y, y, grad_x, n))
