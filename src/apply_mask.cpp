// SPDX-License-Identifier: MIT

#include "check.hpp"
#include "kernel/isa.hpp"
#include "ops/scale.hpp"

using namespace droplet::detail;

namespace {

template <class T>
droplet_status_t apply_mask(const droplet_rate_t* rate, const uint8_t* bits, const T* x, T* y,
                            size_t n) {
  droplet_status_t status = check_rate(rate);
  if (status != DROPLET_OK || n == 0) return status;
  status = check_buffers(bits != nullptr ? x : nullptr, y, n, sizeof(T), bits);
  if (status != DROPLET_OK) return status;
  if (droplet::detail::keep_units(*rate) == 0) {
    fill(y, n, T{});
  } else {
    chosen_isa().apply(Scale<T>{{x, y}, rate->scale}, 0, bits, n);
  }
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(apply_mask,
                          (const droplet_rate_t* rate, const uint8_t* bits, const T* x, T* y,
                           size_t n),
                          (rate, bits, x, y, n))
