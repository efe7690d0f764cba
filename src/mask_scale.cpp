// SPDX-License-Identifier: MIT
#include "interface.hpp"
#include "ops/requantize.hpp"
#include "ratio.hpp"

using namespace droplet::detail;

extern "C" droplet_scale_t droplet_mask_scale(uint64_t n, uint64_t kept_count) {
  if (kept_count == 0) return {scale_of_one};
  if (kept_count > n || n > keep_everything) return {0};
  return ratio(n, kept_count);
}
