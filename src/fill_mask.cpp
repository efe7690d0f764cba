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
    const Isa isa = chosen_isa();
    StripeReader reader(isa, *mask, n, bits);
    while (n != 0) {
      const size_t stripes = n / stripe_elements;
      if (may_hold_lanes && stripes != 0 && reader.advance_to_stripe()) {
        isa.draw_stripes(reader.generator(), reader.threshold(), stripes, reader.place());
        reader.wrote(stripes * stripe_elements);
        n %= stripe_elements;
      } else {
        n -= reader.read(n);
      }
    }
  }
  return DROPLET_OK;
}
