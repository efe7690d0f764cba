// SPDX-License-Identifier: MIT

#include "integers.hpp"
#include "kernel/isa.hpp"
#include "ops/scale.hpp"

using namespace droplet::detail;

namespace {

// Where the call is right and the bits decide, `apply` does.
template <class T, class Apply>
droplet_status_t apply_mask_by(const droplet_rate_t* rate, const uint8_t* bits, const T* x, T* y,
                               size_t n, int32_t zero, Apply apply) {
  droplet_status_t status = check_rate(rate);
  if (status != DROPLET_OK) return status;
  if (!is_zero_point(zero, sizeof(T))) return DROPLET_BAD_OPTION;
  if (n == 0) return DROPLET_OK;
  status = check_buffers(bits != nullptr ? x : nullptr, y, n, sizeof(T), bits);
  if (status != DROPLET_OK) return status;
  if (keep_units(*rate) == 0) {
    fill(y, n, sizeof(T), zero);
  } else {
    apply();
  }
  return DROPLET_OK;
}

template <class T>
droplet_status_t apply_mask(const droplet_rate_t* rate, const uint8_t* bits, const T* x, T* y,
                            size_t n) {
  return apply_mask_by(rate, bits, x, y, n, 0, [=] {
    chosen_isa().apply(Scale<T>{{x, y}, rate->scale}, 0, bits, n);
  });
}

template <class T>
droplet_status_t apply_mask(const droplet_rate_t* rate, const uint8_t* bits, const T* x, T* y,
                            size_t n, const droplet_quantization_t& quantization) {
  return apply_mask_by(rate, bits, x, y, n, quantization.zero_point, [=] {
    with_op(x, y, quantization.zero_point, scale_bits(*rate, quantization.unscaled),
            [=](const auto& op) { chosen_isa().apply(op, 0, bits, n); });
  });
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(apply_mask,
                          (const droplet_rate_t* rate, const uint8_t* bits, const T* x, T* y,
                           size_t n),
                          (rate, bits, x, y, n))
DROPLET_ON_INTEGER_TYPES(apply_mask,
                         (const droplet_rate_t* rate, const uint8_t* bits, const T* x, T* y,
                          size_t n, droplet_quantization_t quantization),
                         (rate, bits, x, y, n, quantization))
