// SPDX-License-Identifier: MIT
#include "ops/scale.hpp"
#include "paths.hpp"

using namespace droplet::detail;

namespace {

// Where the call is right, `apply(verdict, shape, pitches)` does it.
template <class T, class Apply>
droplet_status_t drop_path_by(const droplet_mask_t* mask, const T* x, T* y,
                              const droplet_rows_t& rows, int32_t zero, Apply apply) {
  const RowShape shape{rows.rows, rows.row_length};
  droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK || shape.is_empty()) return status;
  const RowBuffer in{x, or_dense(rows.x_pitch, shape)};
  const RowBuffer out{y, or_dense(rows.y_pitch, shape)};
  status = check_rows(shape, sizeof(T), &in, 1, out);
  if (status != DROPLET_OK) return status;
  const Verdict verdict = verdict_of(mask);
  if constexpr (inference_only) {
    set_rows(verdict, in, out, shape, sizeof(T), zero);
  } else {
    const ptrdiff_t pitches[] = {in.signed_pitch(), out.signed_pitch()};
    apply(verdict, shape, pitches);
  }
  return DROPLET_OK;
}

template <class T>
droplet_status_t drop_path(const droplet_mask_t* mask, const T* x, T* y, const droplet_rows_t& rows,
                           droplet_path_options_t options) {
  return drop_path_by(mask, x, y, rows, 0,
                      [&](Verdict verdict, RowShape shape, const ptrdiff_t(&pitches)[2]) {
                        const Scale<T> op{{x, y}, kept_factor(mask, verdict, options)};
                        apply_path(mask, verdict, op, shape, pitches, options.batch);
                      });
}

template <class T>
droplet_status_t drop_path(const droplet_mask_t* mask, const T* x, T* y, const droplet_rows_t& rows,
                           droplet_path_options_t options, int32_t zero_point) {
  if (!is_zero_point(zero_point, sizeof(T))) return refused_option(mask);
  return drop_path_by(mask, x, y, rows, zero_point,
                      [&](Verdict verdict, RowShape shape, const ptrdiff_t(&pitches)[2]) {
                        with_op(x, y, zero_point, kept_scale(mask, verdict, options),
                                [&](const auto& op) {
                                  apply_path(mask, verdict, op, shape, pitches, options.batch);
                                });
                      });
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(drop_path,
                          (const droplet_mask_t* mask, const T* x, T* y, droplet_rows_t rows,
                           droplet_path_options_t options),
                          (mask, x, y, rows, options))
DROPLET_ON_INTEGER_TYPES(drop_path,
                         (const droplet_mask_t* mask, const T* x, T* y, droplet_rows_t rows,
                          droplet_path_options_t options, int32_t zero_point),
                         (mask, x, y, rows, options, zero_point))
