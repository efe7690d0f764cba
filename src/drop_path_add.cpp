// SPDX-License-Identifier: MIT
#include "ops/add.hpp"
#include "paths.hpp"

using namespace droplet::detail;

extern "C" droplet_status droplet_drop_path_add(const droplet_mask_t* mask, const float* residual,
                                                const float* branch, float* y, size_t rows,
                                                size_t row_length,
                                                droplet_path_options options) noexcept {
  const std::size_t n = elements(rows, row_length);
  droplet_status status = check_descriptor(mask);
  if (status == DROPLET_OK) status = check_buffers(branch != nullptr ? residual : nullptr, y, n);
  if (status == DROPLET_OK) status = check_buffers(branch, y, n);
  if (status != DROPLET_OK || n == 0) return status;
  const Verdict verdict = verdict_of(mask);
  const Add<float> op{residual, branch, y, kept_factor(mask, verdict, options)};
  apply_path(mask, verdict, op, rows, row_length, options.batch);
  return DROPLET_OK;
}
