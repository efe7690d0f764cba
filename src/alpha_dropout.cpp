// SPDX-License-Identifier: MIT
#include "masked.hpp"

#if !defined(DROPLET_INFERENCE_ONLY)

namespace droplet {

using namespace detail;

namespace {

// 1 / sqrt(v) for 0 < v < 1.4 by Newton's iteration, from below: it grows by at most half a step,
// so the smallest v (2^-44) takes 43 steps, p = 0.1 seven. Here because sqrt() would need libm.
double inverse_sqrt(double v) noexcept {
  double r = 1.0 / 2;
  for (int i = 0; i < 64; ++i) {
    const double next = r * (1.5 - 0.5 * v * r * r);
    if (next <= r) break;
    r = next;
  }
  return r;
}

// PyTorch's `_alpha_dropout`: alpha' = -alpha = -(SELU's scale * alpha).
Affine alpha_affine(const Rate& rate) noexcept {
  constexpr double alpha = 1.7580993408473766;
  const double keep = rate.keep();
  const double a = inverse_sqrt((alpha * alpha * (1.0 - keep) + 1.0) * keep);
  // a alpha' + b = -a alpha keep, without the cancellation.
  return {static_cast<float>(a), static_cast<float>(a * alpha * (1.0 - keep)),
          static_cast<float>(-a * alpha * keep)};
}

}  // namespace

Status alpha_dropout(const Dropout& d, const float* x, float* y, std::size_t n) noexcept {
  Status status;
  if (settle(d, x, y, n, nullptr, &status)) return status;
  masked_elements(d, AffineOp{alpha_affine(d.rate)}, x, y, n);
  return Status::ok;
}

Status alpha_dropout_backward(const Dropout& d, const float* grad_y, float* grad_x,
                              std::size_t n) noexcept {
  Status status;
  if (settle(d, grad_y, grad_x, n, nullptr, &status)) return status;
  masked_elements(d, ScaleOp{alpha_affine(d.rate).factor}, grad_y, grad_x, n);
  return Status::ok;
}

Status feature_alpha_dropout(const Dropout& d, const float* x, float* y, std::size_t samples,
                             std::size_t channels, std::size_t inner, Layout layout) noexcept {
  return masked_channels(d, AffineOp{alpha_affine(d.rate)}, x, y, samples, channels, inner, layout);
}

Status feature_alpha_dropout_backward(const Dropout& d, const float* grad_y, float* grad_x,
                                      std::size_t samples, std::size_t channels, std::size_t inner,
                                      Layout layout) noexcept {
  return masked_channels(d, ScaleOp{alpha_affine(d.rate).factor}, grad_y, grad_x, samples, channels,
                         inner, layout);
}

}  // namespace droplet

#endif
