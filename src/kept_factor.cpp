// SPDX-License-Identifier: MIT
#include "paths.hpp"

using namespace droplet::detail;

extern "C" droplet_scale_t droplet_kept_factor(const droplet_mask_t* mask,
                                               droplet_path_options_t options) {
  if (check_descriptor(mask) != DROPLET_OK) return {0};
  return {kept_scale(mask, verdict_of(mask), options)};
}
