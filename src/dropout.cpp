// SPDX-License-Identifier: MIT
#include "check.hpp"
#include "kernel/walk.hpp"
#include "ops/scale.hpp"

using namespace droplet::detail;

extern "C" droplet_status droplet_dropout(const droplet_mask_t* mask, const float* x, float* y,
                                          size_t n, uint8_t* bits) noexcept {
  const droplet_status status = settle(mask, x, y, n, bits);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    draw_elements(*mask, Scale<float>{{x, y}, mask->rate.scale}, n, bits);
  }
  return DROPLET_OK;
}
