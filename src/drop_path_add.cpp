// SPDX-License-Identifier: MIT
#include "ops/add.hpp"
#include "paths.hpp"

using namespace droplet::detail;

namespace {

template <class T>
droplet_status_t drop_path_add(const droplet_mask_t* mask, const T* residual, const T* branch, T* y,
                               const droplet_rows_t& rows,
                               droplet_path_options_t options) noexcept {
  const Decisions d = rows_of(rows.rows, rows.row_length);
  const Pitch pitches[] = {row_pitch(rows, rows.residual_pitch), row_pitch(rows, rows.x_pitch),
                           row_pitch(rows, rows.y_pitch)};
  droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK || is_empty(d)) return status;
  const Placed inputs[] = {{residual, pitches[0]}, {branch, pitches[1]}};
  status = check_placed(d, sizeof(T), inputs, 2, {y, pitches[2]});
  if (status != DROPLET_OK) return status;
  const Verdict verdict = verdict_of(mask);
  const Add<T> op{residual, branch, y, kept_factor(mask, verdict, options)};
  apply_path(mask, verdict, op, d, pitches, options.batch);
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(drop_path_add,
                          (const droplet_mask_t* mask, const T* residual, const T* branch, T* y,
                           droplet_rows_t rows, droplet_path_options_t options),
                          (mask, residual, branch, y, rows, options))
