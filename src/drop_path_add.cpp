// SPDX-License-Identifier: MIT
#include "paths.hpp"

using namespace droplet::detail;

namespace {

// `op` has all but the scale.
template <class Op>
droplet_status_t add_path(const droplet_mask_t* mask, Op op, const droplet_rows_t& rows,
                          droplet_path_options_t options) {
  const RowShape shape{rows.rows, rows.row_length};
  droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK || shape.is_empty()) return status;
  const RowBuffer inputs[] = {{op.first, or_dense(rows.residual_pitch, shape)},
                              {op.second, or_dense(rows.x_pitch, shape)}};
  const RowBuffer out{op.y, or_dense(rows.y_pitch, shape)};
  status = check_rows(shape, sizeof *op.y, inputs, 2, out);
  if (status != DROPLET_OK) return status;
  const Verdict verdict = verdict_of(mask);
  set_scale(&op, mask, verdict, options);
  const ptrdiff_t pitches[] = {inputs[0].signed_pitch(), inputs[1].signed_pitch(),
                               out.signed_pitch()};
  apply_path(mask, verdict, op, shape, pitches, options.batch);
  return DROPLET_OK;
}

template <class T>
droplet_status_t drop_path_add(const droplet_mask_t* mask, const T* residual, const T* branch, T* y,
                               const droplet_rows_t& rows, droplet_path_options_t options) {
  return add_path(mask, Add<T>{{residual, branch, y}, 1.0f}, rows, options);
}

template <class T>
droplet_status_t drop_path_add(const droplet_mask_t* mask, const T* residual, const T* branch, T* y,
                               const droplet_rows_t& rows, droplet_path_options_t options,
                               int32_t zero_point) {
  if (options.unscaled || !is_zero_point(zero_point, sizeof(T))) return refused_option(mask);
  const auto zero = static_cast<T>(zero_point);
  return add_path(mask, RequantizeAdd<T>{{residual, branch, y}, 0, zero}, rows, options);
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(drop_path_add,
                          (const droplet_mask_t* mask, const T* residual, const T* branch, T* y,
                           droplet_rows_t rows, droplet_path_options_t options),
                          (mask, residual, branch, y, rows, options))
DROPLET_ON_NARROW_INTEGER_TYPES(drop_path_add,
                                (const droplet_mask_t* mask, const T* residual, const T* branch,
                                 T* y, droplet_rows_t rows, droplet_path_options_t options,
                                 int32_t zero_point),
                                (mask, residual, branch, y, rows, options, zero_point))
