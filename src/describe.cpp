// SPDX-License-Identifier: MIT
#include "droplet/droplet.h"

extern "C" const char* droplet_describe(droplet_status status) noexcept {
  switch (status) {
    case DROPLET_OK:
      return "ok";
    case DROPLET_BAD_DESCRIPTOR:
      return "the descriptor is null or damaged: make it by DROPLET_MASK, Mask or "
             "droplet_rate";
    case DROPLET_UNKNOWN_FORMAT:
      return "the descriptor is of a mask format that this release of Droplet does not draw";
    case DROPLET_BAD_PROBABILITY:
      return "the drop probability is not in [0, 1], or the rate was never set";
    case DROPLET_BAD_OPTION:
      return "the layout is neither channels first (0) nor channels last (1)";
    case DROPLET_BAD_SIZE:
      return "a size overflows size_t, does not fit its type, or is not the mask's count";
    case DROPLET_NULL_BUFFER:
      return "a buffer is null though there are elements to read or write";
    case DROPLET_OVERLAP:
      return "buffers overlap in part: pass the same pointer, or disjoint buffers";
  }
  return "not a droplet_status";
}
