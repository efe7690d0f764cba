// SPDX-License-Identifier: MIT
#include "check.hpp"
#include "kernel/walk.hpp"
#include "ops/scale.hpp"

using namespace droplet::detail;

namespace {

template <class T>
droplet_status_t dropout(const droplet_mask_t* mask, const T* x, T* y, size_t n,
                         uint8_t* bits) noexcept {
  const droplet_status_t status = settle(mask, x, y, n, floating<T>, bits);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    draw_elements(*mask, Scale<T>{{x, y}, mask->rate.scale}, n, bits);
  }
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(dropout,
                          (const droplet_mask_t* mask, const T* x, T* y, size_t n, uint8_t* bits),
                          (mask, x, y, n, bits))
