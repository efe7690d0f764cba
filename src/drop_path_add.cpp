// SPDX-License-Identifier: MIT
#include "ops/add.hpp"
#include "paths.hpp"

using namespace droplet::detail;

namespace {

template <class T>
droplet_status_t drop_path_add(const droplet_mask_t* mask, const T* residual, const T* branch, T* y,
                               const droplet_rows_t& rows, droplet_path_options_t options) {
  const RowShape shape{rows.rows, rows.row_length};
  droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK || shape.is_empty()) return status;
  const RowBuffer inputs[] = {{residual, or_dense(rows.residual_pitch, shape)},
                              {branch, or_dense(rows.x_pitch, shape)}};
  const RowBuffer out{y, or_dense(rows.y_pitch, shape)};
  status = check_rows(shape, sizeof(T), inputs, 2, out);
  if (status != DROPLET_OK) return status;
  const Verdict verdict = verdict_of(mask);
  const Add<T> op{{residual, branch, y}, kept_factor(mask, verdict, options)};
  const ptrdiff_t pitches[] = {inputs[0].signed_pitch(), inputs[1].signed_pitch(),
                               out.signed_pitch()};
  apply_path(mask, verdict, op, shape, pitches, options.batch);
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(drop_path_add,
                          (const droplet_mask_t* mask, const T* residual, const T* branch, T* y,
                           droplet_rows_t rows, droplet_path_options_t options),
                          (mask, residual, branch, y, rows, options))
