// SPDX-License-Identifier: MIT
#include "ops/add.hpp"
#include "ops/requantize_add.hpp"
#include "paths.hpp"

using namespace droplet::detail;

namespace {

// op_of(verdict) says what becomes of the elements.
template <class T, class OpOf>
droplet_status_t add_path(const droplet_mask_t* mask, const T* residual, const T* branch, T* y,
                          const droplet_rows_t& rows, bool batch, OpOf op_of) {
  const RowShape shape{rows.rows, rows.row_length};
  droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK || shape.is_empty()) return status;
  const RowBuffer inputs[] = {{residual, or_dense(rows.residual_pitch, shape)},
                              {branch, or_dense(rows.x_pitch, shape)}};
  const RowBuffer out{y, or_dense(rows.y_pitch, shape)};
  status = check_rows(shape, sizeof(T), inputs, 2, out);
  if (status != DROPLET_OK) return status;
  const Verdict verdict = verdict_of(mask);
  const ptrdiff_t pitches[] = {inputs[0].signed_pitch(), inputs[1].signed_pitch(),
                               out.signed_pitch()};
  apply_path(mask, verdict, op_of(verdict), shape, pitches, batch);
  return DROPLET_OK;
}

template <class T>
droplet_status_t drop_path_add(const droplet_mask_t* mask, const T* residual, const T* branch, T* y,
                               const droplet_rows_t& rows, droplet_path_options_t options) {
  return add_path(mask, residual, branch, y, rows, options.batch, [&](Verdict verdict) {
    return Add<T>{{residual, branch, y}, kept_factor(mask, verdict, options)};
  });
}

template <class T>
droplet_status_t drop_path_add(const droplet_mask_t* mask, const T* residual, const T* branch, T* y,
                               const droplet_rows_t& rows, droplet_path_options_t options,
                               int32_t zero_point) {
  if (options.unscaled || !is_zero_point<T>(zero_point)) return refused_option(mask);
  return add_path(mask, residual, branch, y, rows, options.batch, [&](Verdict verdict) {
    const uint32_t scale = kept_scale(mask, verdict, options);
    return RequantizeAdd<T>{{residual, branch, y},
                            requantization(scale, static_cast<T>(zero_point))};
  });
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
