// SPDX-License-Identifier: MIT
#include "ops/scale.hpp"
#include "paths.hpp"

using namespace droplet::detail;

namespace {

template <class T>
droplet_status_t drop_path(const droplet_mask_t* mask, const T* x, T* y, const droplet_rows_t& rows,
                           droplet_path_options_t options) {
  const RowShape shape{rows.rows, rows.row_length};
  droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK || shape.is_empty()) return status;
  const RowBuffer in{x, or_dense(rows.x_pitch, shape)};
  const RowBuffer out{y, or_dense(rows.y_pitch, shape)};
  status = check_rows(shape, sizeof(T), &in, 1, out);
  if (status != DROPLET_OK) return status;
  const Verdict verdict = verdict_of(mask);
  if constexpr (inference_only) {
    set_rows(verdict, in, out, shape, T{});
  } else {
    const Scale<T> op{{x, y}, kept_factor(mask, verdict, options)};
    const ptrdiff_t pitches[] = {in.signed_pitch(), out.signed_pitch()};
    apply_path(mask, verdict, op, shape, pitches, options.batch);
  }
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(drop_path,
                          (const droplet_mask_t* mask, const T* x, T* y, droplet_rows_t rows,
                           droplet_path_options_t options),
                          (mask, x, y, rows, options))
