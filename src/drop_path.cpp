// SPDX-License-Identifier: MIT
#include "masked.hpp"

using namespace droplet::detail;

namespace {

float kept_factor(const droplet_mask_t& d, droplet_path_options options) noexcept {
  return options.unscaled || keeps_all(d) ? 1.0f : d.rate.scale;
}

// y = residual where nothing is added.
void add_rows(KernelsHandle k, bool kept, const float* residual, const float* branch, float* y,
              std::size_t n, float factor) noexcept {
  if (kept) {
    k.add_scaled(residual, branch, y, n, factor);
  } else {
    copy(residual, y, n);
  }
}

std::size_t count_kept(KernelsHandle k, const droplet_mask_t& d, std::size_t rows,
                       bool batch) noexcept {
  std::size_t kept = 0;
  for (RowRuns runs(k, d, rows, batch); runs.next();) kept += runs.kept ? runs.count : 0;
  return kept;
}

}  // namespace

extern "C" {

droplet_status droplet_drop_path(const droplet_mask_t* d, const float* x, float* y, size_t rows,
                                 size_t row_length, droplet_path_options options) noexcept {
  droplet_status status;
  if (settle(d, x, y, elements(rows, row_length), nullptr, &status)) return status;
#if defined(DROPLET_INFERENCE_ONLY)
  (void)options;
#else
  masked_rows(*d, ScaleOp{kept_factor(*d, options)}, x, y, rows, row_length, options.batch);
#endif
  return DROPLET_OK;
}

droplet_status droplet_drop_path_add(const droplet_mask_t* d, const float* residual,
                                     const float* branch, float* y, size_t rows, size_t row_length,
                                     droplet_path_options options) noexcept {
  const std::size_t n = elements(rows, row_length);
  droplet_status status = check_descriptor(d);
  if (status == DROPLET_OK) status = check_buffers(branch != nullptr ? residual : nullptr, y, n);
  if (status == DROPLET_OK) status = check_buffers(branch, y, n);
  if (status != DROPLET_OK || n == 0) return status;
  KernelsHandle k = kernels();
  const float factor = kept_factor(*d, options);
  for (RowRuns runs(k, *d, rows, options.batch); runs.next();) {
    const std::size_t at = runs.first * row_length;
    add_rows(k, runs.kept, residual + at, branch + at, y + at, runs.count * row_length, factor);
  }
  return DROPLET_OK;
}

droplet_status droplet_kept_rows(const droplet_mask_t* d, size_t rows, uint32_t* kept,
                                 size_t* kept_count, droplet_path_options options) noexcept {
  const droplet_status status = check_descriptor(d);
  if (status != DROPLET_OK || (rows == 0 && kept_count == nullptr)) return status;
  if (rows > SIZE_MAX / sizeof(std::uint32_t)) return DROPLET_BAD_SIZE;
  if (rows != 0 && rows - 1 > UINT32_MAX) return DROPLET_BAD_SIZE;
  if (kept_count == nullptr || (rows != 0 && kept == nullptr)) return DROPLET_NULL_BUFFER;
  if (overlap({kept, rows * sizeof *kept}, {kept_count, sizeof *kept_count}))
    return DROPLET_OVERLAP;
  std::size_t count = 0;
  for (RowRuns runs(kernels(), *d, rows, options.batch); runs.next();) {
    for (std::size_t i = 0; runs.kept && i < runs.count; ++i) {
      kept[count++] = static_cast<std::uint32_t>(runs.first + i);
    }
  }
  *kept_count = count;
  return DROPLET_OK;
}

droplet_status droplet_drop_path_scatter_add(const droplet_mask_t* d, const float* residual,
                                             const float* branch, size_t kept_count, float* y,
                                             size_t rows, size_t row_length,
                                             droplet_path_options options) noexcept {
  const std::size_t n = elements(rows, row_length);
  droplet_status status = check_descriptor(d);
  if (status != DROPLET_OK || n == 0) return status;
  KernelsHandle k = kernels();
  const float factor = kept_factor(*d, options);
  if (n > most_floats || kept_count != count_kept(k, *d, rows, options.batch)) {
    return DROPLET_BAD_SIZE;
  }
  const std::size_t branch_n = kept_count * row_length;
  status = check_buffers(branch_n == 0 || branch != nullptr ? residual : nullptr, y, n);
  if (status != DROPLET_OK) return status;
  if (overlap({branch, branch_n * sizeof(float)}, {y, n * sizeof(float)})) return DROPLET_OVERLAP;
  for (RowRuns runs(k, *d, rows, options.batch); runs.next();) {
    const std::size_t at = runs.first * row_length;
    const std::size_t run_n = runs.count * row_length;
    add_rows(k, runs.kept, residual + at, branch, y + at, run_n, factor);
    if (runs.kept) branch += run_n;
  }
  return DROPLET_OK;
}

}  // extern "C"
