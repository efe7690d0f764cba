// SPDX-License-Identifier: MIT
#include "masked.hpp"

namespace droplet {

using namespace detail;

#if !defined(DROPLET_INFERENCE_ONLY)

Status dropout(const Dropout& d, const float* x, float* y, std::size_t n,
               std::uint8_t* mask) noexcept {
  Status status;
  if (settle(d, x, y, n, mask, &status)) return status;
  masked_elements(d, ScaleOp{d.rate.scale()}, x, y, n, mask);
  return Status::ok;
}

Status feature_dropout(const Dropout& d, const float* x, float* y, std::size_t samples,
                       std::size_t channels, std::size_t inner, Layout layout) noexcept {
  return masked_channels(d, ScaleOp{d.rate.scale()}, x, y, samples, channels, inner, layout);
}

#endif

Status fill_mask(const Dropout& d, std::uint8_t* mask, std::size_t n) noexcept {
  if (!is_valid(d)) return Status::bad_probability;
  if (n == 0) return Status::ok;
  if (mask == nullptr) return Status::null_buffer;
  if (keeps_all(d) || drops_all(d)) {
    fill_constant_mask(keeps_all(d), mask, n);
    return Status::ok;
  }
#if !defined(DROPLET_INFERENCE_ONLY)
  MaskReader reader(kernels(), d, n);
  MaskWriter writer(mask);
  while (n != 0) {
    const std::size_t count = reader.read(n);
    writer.append(reader.bits(), count);
    n -= count;
  }
  writer.finish();
#endif
  return Status::ok;
}

Status apply_mask(const Rate& rate, const std::uint8_t* mask, const float* x, float* y,
                  std::size_t n) noexcept {
  if (!rate.valid()) return Status::bad_probability;
  if (n != 0 && mask == nullptr) return Status::null_buffer;
  const Status status = check_buffers(x, y, n, mask);
  if (status != Status::ok || n == 0) return status;
  if (rate.keep_units() == 0) {
    memset(y, 0, n * sizeof(float));
  } else {
    kernels().apply_mask(mask, x, y, n, rate.scale());
  }
  return Status::ok;
}

}  // namespace droplet
