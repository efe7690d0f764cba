// SPDX-License-Identifier: MIT
#include "shares.hpp"

using namespace droplet::detail;

extern "C" droplet_status_t droplet_fill_mask_share(const droplet_mask_t* mask, uint8_t* bits,
                                                    size_t n, droplet_share_t share) {
  const droplet_status_t status = check_share(mask, share, true);
  if (status != DROPLET_OK || n == 0) return status;
  if (bits == nullptr) return DROPLET_NULL_BUFFER;
  const Verdict verdict = verdict_of(mask);
  if (verdict != Verdict::draw) {
    set_share(verdict, first_of(mask), nullptr, nullptr, n, 0, 0, share, bits);
    return DROPLET_OK;
  }
  if constexpr (!inference_only) {
    ShareReader reader(*mask, n, share, bits);
    while (reader.next()) continue;
  }
  return DROPLET_OK;
}
