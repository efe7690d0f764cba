// SPDX-License-Identifier: MIT
#include "masked.hpp"

using namespace droplet::detail;

extern "C" {

droplet_status droplet_dropout(const droplet_mask_t* d, const float* x, float* y, size_t n,
                               uint8_t* mask) noexcept {
  droplet_status status;
  if (settle(d, x, y, n, mask, &status)) return status;
#if !defined(DROPLET_INFERENCE_ONLY)
  masked_elements(*d, ScaleOp{d->rate.scale}, x, y, n, mask);
#endif
  return DROPLET_OK;
}

droplet_status droplet_feature_dropout(const droplet_mask_t* d, const float* x, float* y,
                                       size_t samples, size_t channels, size_t inner,
                                       uint8_t layout) noexcept {
  droplet_status status;
  if (settle_channels(d, x, y, elements(samples, channels, inner), layout, &status)) return status;
#if !defined(DROPLET_INFERENCE_ONLY)
  masked_channels(*d, ScaleOp{d->rate.scale}, x, y, samples, channels, inner, layout);
#endif
  return DROPLET_OK;
}

droplet_status droplet_fill_mask(const droplet_mask_t* d, uint8_t* mask, size_t n) noexcept {
  const droplet_status status = check_descriptor(d);
  if (status != DROPLET_OK || n == 0) return status;
  if (mask == nullptr) return DROPLET_NULL_BUFFER;
  if (keeps_all(*d) || drops_all(*d)) {
    fill_constant_mask(keeps_all(*d), mask, n);
    return DROPLET_OK;
  }
#if !defined(DROPLET_INFERENCE_ONLY)
  MaskReader reader(kernels(), *d, n);
  MaskWriter writer(mask);
  while (n != 0) {
    const std::size_t count = reader.read(n);
    writer.append(reader.bits(), count);
    n -= count;
  }
  writer.finish();
#endif
  return DROPLET_OK;
}

droplet_status droplet_apply_mask(const droplet_rate_t* rate, const uint8_t* mask, const float* x,
                                  float* y, size_t n) noexcept {
  droplet_status status = check_rate(rate);
  if (status != DROPLET_OK || n == 0) return status;
  status = check_buffers(mask != nullptr ? x : nullptr, y, n, mask);
  if (status != DROPLET_OK) return status;
  if (keep_units(*rate) == 0) {
    memset(y, 0, n * sizeof(float));
  } else {
    kernels().apply_mask(mask, x, y, n, rate->scale);
  }
  return DROPLET_OK;
}

}  // extern "C"
