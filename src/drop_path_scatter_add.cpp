// SPDX-License-Identifier: MIT
#include "mask/runs.hpp"
#include "ops/add.hpp"
#include "paths.hpp"

using namespace droplet::detail;

namespace {

std::size_t count_kept(const droplet_mask_t* mask, std::size_t rows, bool batch) noexcept {
  std::size_t kept = 0;
  for (Runs runs(mask, rows, batch); runs.next();) kept += runs.kept ? runs.end - runs.first : 0;
  return kept;
}

}  // namespace

extern "C" droplet_status droplet_drop_path_scatter_add(const droplet_mask_t* mask,
                                                        const float* residual, const float* branch,
                                                        size_t kept_count, float* y, size_t rows,
                                                        size_t row_length,
                                                        droplet_path_options options) noexcept {
  const std::size_t n = elements(rows, row_length);
  droplet_status status = check_descriptor(mask);
  if (status != DROPLET_OK || n == 0) return status;
  if (n > most_floats) return DROPLET_BAD_SIZE;
  if (kept_count != count_kept(mask, rows, options.batch)) return DROPLET_BAD_SIZE;
  const std::size_t branch_n = kept_count * row_length;
  status = check_buffers(branch_n == 0 || branch != nullptr ? residual : nullptr, y, n);
  if (status != DROPLET_OK) return status;
  if (overlap({branch, branch_n * sizeof(float)}, {y, n * sizeof(float)})) return DROPLET_OVERLAP;
  Add<float> op{residual, branch, y, kept_factor(mask, options)};
  for (Runs runs(mask, rows, options.batch); runs.next();) {
    const std::size_t run_n = (runs.end - runs.first) * row_length;
    apply_to_all(op, runs.first * row_length, runs.kept, run_n);
    if (!runs.kept) op.branch -= run_n;
  }
  return DROPLET_OK;
}
