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

// A branch of at most `rows` rows; a count above that is refused after all else.
droplet_status_t check_branch(const void* branch, const Pitch& pitch, std::size_t kept_count,
                              const Decisions& d, std::size_t size, const Placed& y) noexcept {
  if (kept_count == 0) return DROPLET_OK;
  const Decisions taken = rows_of(kept_count < d.count ? kept_count : d.count, d.inner);
  const Bytes from{branch, covered_bytes(taken, size, pitch)};
  if (from.size == 0) return DROPLET_BAD_SIZE;
  return overlap(from, {y.data, covered_bytes(d, size, y.pitch)}) ? DROPLET_OVERLAP : DROPLET_OK;
}

template <class T>
droplet_status_t drop_path_scatter_add(const droplet_mask_t* mask, const T* residual,
                                       const T* branch, size_t kept_count, T* y,
                                       const droplet_rows_t& rows,
                                       droplet_path_options_t options) noexcept {
  const Decisions d = rows_of(rows.rows, rows.row_length);
  const Pitch pitches[] = {row_pitch(rows, rows.residual_pitch), row_pitch(rows, rows.x_pitch),
                           row_pitch(rows, rows.y_pitch)};
  droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK || is_empty(d)) return status;
  const bool null = residual == nullptr || (kept_count != 0 && branch == nullptr);
  const Placed in{null ? nullptr : residual, pitches[0]}, out{y, pitches[2]};
  status = check_placed(d, sizeof(T), &in, 1, out);
  if (status == DROPLET_OK)
    status = check_branch(branch, pitches[1], kept_count, d, sizeof(T), out);
  if (status != DROPLET_OK) return status;
  const Verdict verdict = verdict_of(mask);
  if (kept_count != count_kept(mask, verdict, d.count, options.batch)) return DROPLET_BAD_COUNT;
  const Isa isa = chosen_isa();
  const float factor = kept_factor(mask, verdict, options);
  for (Runs runs(mask, verdict, d.count, options.batch); runs.next();) {
    const std::size_t count = runs.end - runs.first;
    const Add<T> op{residual + runs.first * pitches[0].count, branch,
                    y + runs.first * pitches[2].count, factor};
    apply_to_rows(isa, op, runs.kept, rows_of(count, d.inner), pitches);
    if (runs.kept) branch += count * pitches[1].count;
  }
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(drop_path_scatter_add,
                          (const droplet_mask_t* mask, const T* residual, const T* branch,
                           size_t kept_count, T* y, droplet_rows_t rows,
                           droplet_path_options_t options),
                          (mask, residual, branch, kept_count, y, rows, options))
