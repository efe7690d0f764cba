// SPDX-License-Identifier: MIT
#include "ops/add.hpp"
#include "paths.hpp"

using namespace droplet::detail;

extern "C" droplet_status droplet_drop_path_scatter_add(const droplet_mask_t* mask,
                                                        const float* residual, const float* branch,
                                                        size_t kept_count, float* y, size_t rows,
                                                        size_t row_length,
                                                        droplet_path_options options) noexcept {
  const std::size_t n = elements(rows, row_length);
  droplet_status status = check_descriptor(mask);
  if (status != DROPLET_OK || n == 0) return status;
  if (n > most_floats) return DROPLET_BAD_SIZE;
  std::size_t kept = 0;
  for_each_run(mask, rows, options.batch, [&](bool keep, std::size_t row, std::size_t end) {
    if (keep) kept += end - row;
  });
  if (kept_count != kept) return DROPLET_BAD_SIZE;
  const std::size_t branch_n = kept_count * row_length;
  status = check_buffers(branch_n == 0 || branch != nullptr ? residual : nullptr, y, n);
  if (status != DROPLET_OK) return status;
  if (overlap({branch, branch_n * sizeof(float)}, {y, n * sizeof(float)})) return DROPLET_OVERLAP;
  Add<float> op{residual, branch, y, kept_factor(mask, options)};
  for_each_run(mask, rows, options.batch, [&](bool keep, std::size_t row, std::size_t end) {
    const std::size_t run_n = (end - row) * row_length;
    apply_to_all(op, keep, run_n);
    op.residual += run_n;
    op.y += run_n;
    if (keep) op.branch += run_n;
  });
  return DROPLET_OK;
}
