// SPDX-License-Identifier: MIT
#include "throws_nothing.hpp"

#include "droplet/status.h"

extern "C" const char* droplet_describe(droplet_status_t status) {
  switch (status) {
    case DROPLET_OK:
      return "ok";
    case DROPLET_BAD_DESCRIPTOR:
      return "the descriptor is null or damaged: make it by DROPLET_MASK, Mask or droplet_rate";
    case DROPLET_UNKNOWN_FORMAT:
      return "the descriptor is of a mask format that this release of Droplet does not draw";
    case DROPLET_BAD_PROBABILITY:
      return "the drop probability is not in [0, 1], or the rate was never set";
    case DROPLET_BAD_OPTION:
      return "an option has a value that it cannot have, such as a layout other than channels "
             "first "
             "(0) and last (1)";
    case DROPLET_BAD_SIZE:
      return "a size is too large: a buffer's bytes overflow size_t, or rows a 32-bit index";
    case DROPLET_BAD_SHAPE:
      return "a pitch is smaller than what it is the distance of, so that elements would meet, or "
             "a join has no inputs";
    case DROPLET_NULL_BUFFER:
      return "a buffer is null though there are elements to read or write";
    case DROPLET_OVERLAP:
      return "buffers overlap: pass the same pointer with the same pitches, or buffers that share "
             "no "
             "element";
    case DROPLET_BAD_COUNT:
      return "more rows are to be kept than there are: pass the count that kept_rows or "
             "sample_rows "
             "gave";
    case DROPLET_BAD_INDEX:
      return "a list of rows does not ascend, or names a row that there is not: pass the list that "
             "kept_rows or sample_rows gave; or there is no such join or input";
  }
  return "not a status of Droplet's";
}
