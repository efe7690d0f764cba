// SPDX-License-Identifier: MIT
#include "ops/scale.hpp"
#include "paths.hpp"

using namespace droplet::detail;

namespace {

template <class T>
droplet_status_t drop_path(const droplet_mask_t* mask, const T* x, T* y, const droplet_rows_t& rows,
                           droplet_path_options_t options) noexcept {
  const Decisions d = rows_of(rows.rows, rows.row_length);
  const Pitch pitches[] = {row_pitch(rows, rows.x_pitch), row_pitch(rows, rows.y_pitch)};
  const droplet_status_t status = settle_nest(mask, x, y, d, pitches, floating<T>);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    const Scale<T> op{{x, y}, kept_factor(mask, Verdict::draw, options)};
    apply_path(mask, Verdict::draw, op, d, pitches, options.batch);
  }
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(drop_path,
                          (const droplet_mask_t* mask, const T* x, T* y, droplet_rows_t rows,
                           droplet_path_options_t options),
                          (mask, x, y, rows, options))
