// SPDX-License-Identifier: MIT
#include "check.hpp"
#include "kernel/walk.hpp"

using namespace droplet::detail;

extern "C" droplet_status_t droplet_fill_mask(const droplet_mask_t* mask, uint8_t* bits, size_t n) {
  const droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK || n == 0) return status;
  if (bits == nullptr) return DROPLET_NULL_BUFFER;
  const Verdict verdict = verdict_of(mask);
  if (verdict != Verdict::draw) {
    fill_constant_mask(verdict == Verdict::keep_all, bits, n);
    return DROPLET_OK;
  }
  if constexpr (!inference_only) {
    StripeReader reader(chosen_isa(), *mask, n, bits);
    while (n != 0) n -= reader.read(n);
  }
  return DROPLET_OK;
}
