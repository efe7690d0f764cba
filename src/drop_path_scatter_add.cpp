// SPDX-License-Identifier: MIT
#include "mask/runs.hpp"
#include "ops/add.hpp"
#include "paths.hpp"

using namespace droplet::detail;

namespace {

std::size_t count_kept(const droplet_mask_t* mask, Verdict verdict, std::size_t rows,
                       bool batch) noexcept {
  std::size_t kept = 0;
  for (Runs runs(mask, verdict, rows, batch); runs.next();)
    kept += runs.kept ? runs.end - runs.first : 0;
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
  const Verdict verdict = verdict_of(mask);
  if (kept_count != count_kept(mask, verdict, rows, options.batch)) return DROPLET_BAD_SIZE;
  const std::size_t branch_n = kept_count * row_length;
  status = check_buffers(branch_n == 0 || branch != nullptr ? residual : nullptr, y, n);
  if (status != DROPLET_OK) return status;
  if (branch_n != 0 && overlap({branch, branch_n * sizeof(float)}, {y, n * sizeof(float)})) {
    return DROPLET_OVERLAP;
  }
  const Isa isa = chosen_isa();
  const float factor = kept_factor(mask, verdict, options);
  for (Runs runs(mask, verdict, rows, options.batch); runs.next();) {
    const std::size_t at = runs.first * row_length;
    const std::size_t run_n = (runs.end - runs.first) * row_length;
    apply_to_all(isa, Add<float>{residual + at, branch, y + at, factor}, runs.kept, run_n);
    if (runs.kept) branch += run_n;
  }
  return DROPLET_OK;
}
