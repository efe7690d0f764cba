// SPDX-License-Identifier: MIT
#include "mask/runs.hpp"
#include "paths.hpp"

using namespace droplet::detail;

namespace {

size_t count_kept(const droplet_mask_t* mask, Verdict verdict, size_t rows, bool batch) {
  size_t kept = 0;
  for (Runs runs(mask, verdict, rows, batch); runs.next();)
    kept += runs.kept ? runs.end - runs.first : 0;
  return kept;
}

// A count above that of the rows is refused after all else.
size_t branch_bytes(const RowBuffer& branch, size_t kept_count, RowShape shape, size_t size) {
  if (kept_count < shape.count) shape.count = kept_count;
  return row_bytes(shape, branch.pitch, size);
}

// `op` has all but the scale; it is moved from run to run.
template <class Op>
droplet_status_t scatter_add(const droplet_mask_t* mask, Op op, size_t kept_count,
                             const droplet_rows_t& rows, droplet_path_options_t options) {
  using T = ElementOf<Op>;
  const T *const residual = op.first, *branch = op.second;
  T* const y = op.y;
  const RowShape shape{rows.rows, rows.row_length};
  droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK || shape.is_empty()) return status;
  const bool null = residual == nullptr || (kept_count != 0 && branch == nullptr);
  const RowBuffer in{null ? nullptr : residual, or_dense(rows.residual_pitch, shape)};
  const RowBuffer taken{branch, or_dense(rows.x_pitch, {kept_count, shape.length})};
  const RowBuffer out{y, or_dense(rows.y_pitch, shape)};
  const size_t bytes = kept_count != 0 ? branch_bytes(taken, kept_count, shape, sizeof(T)) : 1;
  if (bytes == 0) return DROPLET_BAD_SIZE;
  status = check_rows(shape, sizeof(T), &in, 1, out);
  if (status != DROPLET_OK) return status;
  if (kept_count != 0 && overlaps({branch, bytes}, shape, out, sizeof(T))) return DROPLET_OVERLAP;
  const Verdict verdict = verdict_of(mask);
  if (kept_count != count_kept(mask, verdict, shape.count, options.batch)) return DROPLET_BAD_COUNT;
  const Isa isa = chosen_isa();
  set_scale(&op, mask, verdict, options);
  for (Runs runs(mask, verdict, shape.count, options.batch); runs.next();) {
    const size_t count = runs.end - runs.first;
    op.first = residual + runs.first * in.pitch;
    op.y = y + runs.first * out.pitch;
    // Where no row survives the branch may be null, which must not be stepped.
    const RowBuffer added =
        runs.kept ? RowBuffer{branch, taken.pitch} : RowBuffer{op.first, in.pitch};
    op.second = static_cast<const T*>(added.data);
    const ptrdiff_t pitches[] = {in.signed_pitch(), added.signed_pitch(), out.signed_pitch()};
    apply_to_rows(isa, op, runs.kept, {count, shape.length}, pitches);
    if (runs.kept) branch += count * taken.pitch;
  }
  return DROPLET_OK;
}

template <class T>
droplet_status_t drop_path_scatter_add(const droplet_mask_t* mask, const T* residual,
                                       const T* branch, size_t kept_count, T* y,
                                       const droplet_rows_t& rows, droplet_path_options_t options) {
  return scatter_add(mask, Add<T>{{residual, branch, y}, 1.0f}, kept_count, rows, options);
}

template <class T>
droplet_status_t drop_path_scatter_add(const droplet_mask_t* mask, const T* residual,
                                       const T* branch, size_t kept_count, T* y,
                                       const droplet_rows_t& rows, droplet_path_options_t options,
                                       int32_t zero_point) {
  if (options.unscaled || !is_zero_point(zero_point, sizeof(T))) return refused_option(mask);
  const auto zero = static_cast<T>(zero_point);
  return scatter_add(mask, RequantizeAdd<T>{{residual, branch, y}, 0, zero}, kept_count, rows,
                     options);
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(drop_path_scatter_add,
                          (const droplet_mask_t* mask, const T* residual, const T* branch,
                           size_t kept_count, T* y, droplet_rows_t rows,
                           droplet_path_options_t options),
                          (mask, residual, branch, kept_count, y, rows, options))
DROPLET_ON_NARROW_INTEGER_TYPES(drop_path_scatter_add,
                                (const droplet_mask_t* mask, const T* residual, const T* branch,
                                 size_t kept_count, T* y, droplet_rows_t rows,
                                 droplet_path_options_t options, int32_t zero_point),
                                (mask, residual, branch, kept_count, y, rows, options, zero_point))
