// SPDX-License-Identifier: MIT
#include "paths.hpp"
#include "row_list.hpp"

using namespace droplet::detail;

namespace {

// `op` is moved from run to run. Rows that are not in the list are the residual's.
template <class Op>
void scatter(const RowList& kept, Op op, RowShape shape, const ptrdiff_t (&pitches)[3]) {
  using T = ElementOf<Op>;
  const Isa isa = chosen_isa();
  const T *const residual = op.first, *const branch = op.second, *const none = nullptr;
  T* const y = op.y;
  const auto apply = [&](size_t from, size_t to, const T* added) {
    op.first = residual + static_cast<ptrdiff_t>(from) * pitches[0];
    op.second = added != none ? added : op.first;
    op.y = y + static_cast<ptrdiff_t>(from) * pitches[2];
    apply_to_rows(isa, op, added != none, {to - from, shape.length},
                  {pitches[0], pitches[added != none ? 1 : 0], pitches[2]});
  };
  size_t row = 0;
  for (size_t j = 0, end; j < kept.count; j = end) {
    // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): check_rows saw that it is not null
    const size_t first = kept.rows[j];
    end = kept.end_of_neighbours(j);
    if (residual != y && row != first) apply(row, first, none);
    row = first + (end - j);
    apply(first, row, branch + static_cast<ptrdiff_t>(j) * pitches[1]);
  }
  if (residual != y && row != shape.count) apply(row, shape.count, none);
}

template <class Op>
droplet_status_t scatter_by(const RowList& kept, const Op& op, const droplet_rows_t& rows) {
  const RowShape shape{rows.rows, rows.row_length};
  if (shape.is_empty()) return DROPLET_OK;
  const RowShape taken{kept.count_within(shape.count), shape.length};
  const bool any = taken.count != 0;
  const RowBuffer branch{op.second, or_dense(rows.x_pitch, {kept.count, shape.length})};
  const RowBuffer out{op.y, or_dense(rows.y_pitch, shape)};
  const Bytes list{kept.rows, any ? list_bytes(taken.count) : 1};
  const Bytes added{op.second, any ? row_bytes(taken, branch.pitch, sizeof *op.y) : 1};
  if (list.size == 0 || added.size == 0) return DROPLET_BAD_SIZE;
  const bool null = any && (list.data == nullptr || added.data == nullptr);
  const RowBuffer in{null ? nullptr : op.first, or_dense(rows.residual_pitch, shape)};
  droplet_status_t status = check_rows(shape, sizeof *op.y, &in, 1, out);
  if (status != DROPLET_OK) return status;
  if (any &&
      (overlaps(added, shape, out, sizeof *op.y) || overlaps(list, shape, out, sizeof *op.y)))
    return DROPLET_OVERLAP;
  status = check_list(kept, shape.count);
  if (status != DROPLET_OK) return status;
  scatter(kept, op, shape, {in.signed_pitch(), branch.signed_pitch(), out.signed_pitch()});
  return DROPLET_OK;
}

template <class T>
droplet_status_t scatter_add_rows(const RowList& kept, const T* residual, const T* branch, T* y,
                                  const droplet_rows_t& rows, droplet_scale_t factor) {
  if (!is_scale(factor)) return DROPLET_BAD_OPTION;
  const Add<T> op{{residual, branch, y}, __builtin_bit_cast(float, factor.bits)};
  return scatter_by(kept, op, rows);
}

template <class T>
droplet_status_t scatter_add_rows(const RowList& kept, const T* residual, const T* branch, T* y,
                                  const droplet_rows_t& rows, droplet_scale_t factor,
                                  int32_t zero_point) {
  if (!is_scale(factor) || !is_zero_point(zero_point, sizeof(T))) return DROPLET_BAD_OPTION;
  const auto zero = static_cast<T>(zero_point);
  return scatter_by(kept, RequantizeAdd<T>{{residual, branch, y}, factor.bits, zero}, rows);
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(scatter_add_rows,
                          (const uint32_t* kept, size_t kept_count, const T* residual,
                           const T* branch, T* y, droplet_rows_t rows, droplet_scale_t factor),
                          ({kept, kept_count}, residual, branch, y, rows, factor))
DROPLET_ON_NARROW_INTEGER_TYPES(scatter_add_rows,
                                (const uint32_t* kept, size_t kept_count, const T* residual,
                                 const T* branch, T* y, droplet_rows_t rows, droplet_scale_t factor,
                                 int32_t zero_point),
                                ({kept, kept_count}, residual, branch, y, rows, factor, zero_point))
