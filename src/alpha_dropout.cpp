// SPDX-License-Identifier: MIT
#include "masked.hpp"
#include "rounded.hpp"

using namespace droplet::detail;

namespace {

#if !defined(DROPLET_INFERENCE_ONLY)

// 1 / sqrt(v) for 0 < v < 1.4 by Newton's iteration, from below: it grows by at most half a step,
// so the smallest v (2^-44) takes 43 steps, p = 0.1 seven. Here because sqrt() would need libm.
double inverse_sqrt(double v) noexcept {
  double r = 1.0 / 2;
  for (int i = 0; i < 64; ++i) {
    const double half_v_r_r = rounded(rounded(rounded(0.5 * v) * r) * r);
    const double next = rounded(r * rounded(1.5 - half_v_r_r));
    if (next <= r) break;
    r = next;
  }
  return r;
}

// PyTorch's `_alpha_dropout`: alpha' = -alpha = -(SELU's scale * alpha).
Affine alpha_affine(const droplet_rate_t& rate) noexcept {
  constexpr double alpha = 1.7580993408473766;
  const double keep = rounded(static_cast<double>(keep_units(rate)) * 0x1p-44);
  const double drop = rounded(1.0 - keep);
  const double a = inverse_sqrt(rounded(rounded(rounded(alpha * alpha * drop) + 1.0) * keep));
  const double a_alpha = rounded(a * alpha);
  // a alpha' + b = -a alpha keep, without the cancellation.
  return {static_cast<float>(a), static_cast<float>(rounded(a_alpha * drop)),
          static_cast<float>(rounded(-a_alpha * keep))};
}

AffineOp forward(const droplet_rate_t& rate) noexcept { return {alpha_affine(rate)}; }
ScaleOp backward(const droplet_rate_t& rate) noexcept { return {alpha_affine(rate).factor}; }

#endif

}  // namespace

extern "C" {

droplet_status droplet_alpha_dropout(const droplet_mask_t* d, const float* x, float* y,
                                     size_t n) noexcept {
  droplet_status status;
  if (settle(d, x, y, n, nullptr, &status)) return status;
#if !defined(DROPLET_INFERENCE_ONLY)
  masked_elements(*d, forward(d->rate), x, y, n);
#endif
  return DROPLET_OK;
}

droplet_status droplet_alpha_dropout_backward(const droplet_mask_t* d, const float* grad_y,
                                              float* grad_x, size_t n) noexcept {
  droplet_status status;
  if (settle(d, grad_y, grad_x, n, nullptr, &status)) return status;
#if !defined(DROPLET_INFERENCE_ONLY)
  masked_elements(*d, backward(d->rate), grad_y, grad_x, n);
#endif
  return DROPLET_OK;
}

droplet_status droplet_feature_alpha_dropout(const droplet_mask_t* d, const float* x, float* y,
                                             size_t samples, size_t channels, size_t inner,
                                             uint8_t layout) noexcept {
  droplet_status status;
  if (settle_channels(d, x, y, elements(samples, channels, inner), layout, &status)) return status;
#if !defined(DROPLET_INFERENCE_ONLY)
  masked_channels(*d, forward(d->rate), x, y, samples, channels, inner, layout);
#endif
  return DROPLET_OK;
}

droplet_status droplet_feature_alpha_dropout_backward(const droplet_mask_t* d, const float* grad_y,
                                                      float* grad_x, size_t samples,
                                                      size_t channels, size_t inner,
                                                      uint8_t layout) noexcept {
  const size_t n = elements(samples, channels, inner);
  droplet_status status;
  if (settle_channels(d, grad_y, grad_x, n, layout, &status)) return status;
#if !defined(DROPLET_INFERENCE_ONLY)
  masked_channels(*d, backward(d->rate), grad_y, grad_x, samples, channels, inner, layout);
#endif
  return DROPLET_OK;
}

}  // extern "C"
