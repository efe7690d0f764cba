// SPDX-License-Identifier: MIT
#include "check.hpp"
#include "droplet/api.h"
#include "mask/runs.hpp"

using namespace droplet::detail;

extern "C" droplet_status_t droplet_kept_rows(const droplet_mask_t* mask, size_t rows,
                                              uint32_t* kept, size_t* kept_count,
                                              droplet_path_options_t options) {
  const droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK) return status;
  if (rows == 0) {
    if (kept_count != nullptr) *kept_count = 0;
    return DROPLET_OK;
  }
  if (rows > SIZE_MAX / sizeof(uint32_t) || rows - 1 > UINT32_MAX) return DROPLET_BAD_SIZE;
  if (kept_count == nullptr || kept == nullptr) return DROPLET_NULL_BUFFER;
  if (overlap({kept, rows * sizeof *kept}, {kept_count, sizeof *kept_count}))
    return DROPLET_OVERLAP;
  size_t count = 0;
  for (Runs runs(mask, verdict_of(mask), rows, options.batch); runs.next();) {
    for (size_t row = runs.first; runs.kept && row < runs.end; ++row) {
      kept[count++] = cast<uint32_t>(row);
    }
  }
  *kept_count = count;
  return DROPLET_OK;
}
