// SPDX-License-Identifier: MIT
#include "masked.hpp"

namespace droplet {

using namespace detail;

namespace {

float kept_factor(const Dropout& d, PathOptions options) noexcept {
  return options.scale_by_keep && !keeps_all(d) ? d.rate.scale() : 1.0f;
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

// The checks that the residual forms share, and *n, the elements of y.
Status check_add(const Dropout& d, const float* residual, const float* y, std::size_t rows,
                 std::size_t row_length, std::size_t* n) noexcept {
  if (!is_valid(d)) return Status::bad_probability;
  if (!multiply(rows, row_length, 1, n)) return Status::bad_size;
  return check_buffers(residual, y, *n, nullptr);
}

std::size_t count_kept(KernelsHandle k, const Dropout& d, std::size_t rows, bool batch) noexcept {
  std::size_t kept = 0;
  for (RowRuns runs(k, d, rows, batch); runs.next();) kept += runs.kept ? runs.count : 0;
  return kept;
}

}  // namespace

#if !defined(DROPLET_INFERENCE_ONLY)

Status drop_path(const Dropout& d, const float* x, float* y, std::size_t rows,
                 std::size_t row_length, PathOptions options) noexcept {
  std::size_t n;
  if (!multiply(rows, row_length, 1, &n)) return Status::bad_size;
  Status status;
  if (settle(d, x, y, n, nullptr, &status)) return status;
  masked_rows(d, ScaleOp{kept_factor(d, options)}, x, y, rows, row_length, options.batch);
  return Status::ok;
}

#endif

Status drop_path_add(const Dropout& d, const float* residual, const float* branch, float* y,
                     std::size_t rows, std::size_t row_length, PathOptions options) noexcept {
  std::size_t n;
  Status status = check_add(d, residual, y, rows, row_length, &n);
  if (status == Status::ok) status = check_buffers(branch, y, n, nullptr);
  if (status != Status::ok || n == 0) return status;
  KernelsHandle k = kernels();
  for (RowRuns runs(k, d, rows, options.batch); runs.next();) {
    const std::size_t at = runs.first * row_length;
    add_rows(k, runs.kept, residual + at, branch + at, y + at, runs.count * row_length,
             kept_factor(d, options));
  }
  return Status::ok;
}

Status kept_rows(const Dropout& d, std::size_t rows, std::uint32_t* kept, std::size_t* kept_count,
                 PathOptions options) noexcept {
  if (!is_valid(d)) return Status::bad_probability;
  if (kept_count == nullptr || (rows != 0 && kept == nullptr)) return Status::null_buffer;
  if (rows > SIZE_MAX / sizeof(std::uint32_t)) return Status::bad_size;
  if (rows != 0 && rows - 1 > UINT32_MAX) return Status::bad_size;
  std::size_t count = 0;
  for (RowRuns runs(kernels(), d, rows, options.batch); runs.next();) {
    for (std::size_t i = 0; runs.kept && i < runs.count; ++i) {
      kept[count++] = static_cast<std::uint32_t>(runs.first + i);
    }
  }
  *kept_count = count;
  return Status::ok;
}

Status drop_path_scatter_add(const Dropout& d, const float* residual, const float* branch,
                             std::size_t kept_count, float* y, std::size_t rows,
                             std::size_t row_length, PathOptions options) noexcept {
  std::size_t n;
  const Status status = check_add(d, residual, y, rows, row_length, &n);
  if (status != Status::ok || n == 0) return status;
  KernelsHandle k = kernels();
  if (kept_count != count_kept(k, d, rows, options.batch)) return Status::bad_size;
  const std::size_t branch_n = kept_count * row_length;
  if (branch_n != 0 && branch == nullptr) return Status::null_buffer;
  if (overlap({branch, branch_n * sizeof(float)}, {y, n * sizeof(float)})) return Status::overlap;
  for (RowRuns runs(k, d, rows, options.batch); runs.next();) {
    const std::size_t at = runs.first * row_length;
    const std::size_t run_n = runs.count * row_length;
    add_rows(k, runs.kept, residual + at, branch, y + at, run_n, kept_factor(d, options));
    if (runs.kept) branch += run_n;
  }
  return Status::ok;
}

}  // namespace droplet
