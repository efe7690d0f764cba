// SPDX-License-Identifier: MIT
#include <string.h>

#include "check.hpp"
#include "kernel/isa.hpp"
#include "ops/scale.hpp"

using namespace droplet::detail;

extern "C" droplet_status droplet_apply_mask(const droplet_rate_t* rate, const uint8_t* bits,
                                             const float* x, float* y, size_t n) noexcept {
  droplet_status status = check_rate(rate);
  if (status != DROPLET_OK || n == 0) return status;
  status = check_buffers(bits != nullptr ? x : nullptr, y, n, bits);
  if (status != DROPLET_OK) return status;
  if (keep_units(*rate) == 0) {
    memset(y, 0, n * sizeof(float));
  } else {
    chosen_isa().apply(Scale<float>{{x, y}, rate->scale}, 0, bits, n);
  }
  return DROPLET_OK;
}
