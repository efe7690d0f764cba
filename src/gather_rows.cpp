// SPDX-License-Identifier: MIT
#include "ops/scale.hpp"
#include "paths.hpp"
#include "row_list.hpp"

using namespace droplet::detail;

namespace {

// y has as many rows as the list; but its pitch must do for all, so that no list changes its
// verdict.
[[gnu::noinline]] droplet_status_t check_gather(const RowList& kept, RowShape shape, size_t size,
                                                const RowBuffer& x, const RowBuffer& y) {
  const RowShape taken{kept.count_within(shape.count), shape.length};
  const bool any = taken.count != 0;
  const size_t bytes = list_bytes(taken.count);
  if (row_bytes(shape, x.pitch, size) == 0 || row_bytes(shape, y.pitch, size) == 0 ||
      (any && bytes == 0))
    return DROPLET_BAD_SIZE;
  if (y.pitch < shape.length) return DROPLET_BAD_SHAPE;
  if (x.data == nullptr || (any && (y.data == nullptr || kept.rows == nullptr)))
    return DROPLET_NULL_BUFFER;
  if (any && (!same_or_apart(cover_of(shape, x, size), cover_of(taken, y, size)) ||
              overlaps({kept.rows, bytes}, taken, y, size)))
    return DROPLET_OVERLAP;
  return check_list(kept, shape.count);
}

// In place a run moves down by some rows: no more at once, or it would be written over as it is
// read.
template <class Op>
void gather(const RowList& kept, const Op& op, size_t length, const ptrdiff_t (&pitches)[2]) {
  const Isa isa = chosen_isa();
  const bool in_place = op.x == op.y;
  for (size_t j = 0, end; j < kept.count; j = end) {
    const size_t row = kept.rows[j];
    end = kept.end_of_neighbours(j);
    if (in_place && row != j && end - j > row - j) end = row;
    Op moved = op;
    moved.x += static_cast<ptrdiff_t>(row) * pitches[0];
    moved.y += static_cast<ptrdiff_t>(j) * pitches[1];
    apply_to_rows(isa, moved, true, {end - j, length}, pitches);
  }
}

template <class T, class Use>
droplet_status_t gather_by(const RowList& kept, const T* x, T* y, const droplet_rows_t& rows,
                           Use use) {
  const RowShape shape{rows.rows, rows.row_length};
  if (shape.is_empty()) return DROPLET_OK;
  const RowBuffer in{x, or_dense(rows.x_pitch, shape)};
  const RowBuffer out{y, or_dense(rows.y_pitch, shape)};
  const droplet_status_t status = check_gather(kept, shape, sizeof(T), in, out);
  if (status != DROPLET_OK) return status;
  const size_t to = or_dense(out.pitch, {kept.count, shape.length});
  const ptrdiff_t pitches[] = {in.signed_pitch(), static_cast<ptrdiff_t>(to)};
  use(pitches);
  return DROPLET_OK;
}

template <class T>
droplet_status_t gather_rows(const RowList& kept, const T* x, T* y, const droplet_rows_t& rows,
                             droplet_scale_t factor) {
  if (!is_scale(factor)) return DROPLET_BAD_OPTION;
  return gather_by(kept, x, y, rows, [&](const ptrdiff_t(&pitches)[2]) {
    const Scale<T> op{{x, y}, __builtin_bit_cast(float, factor.bits)};
    gather(kept, op, rows.row_length, pitches);
  });
}

template <class T>
droplet_status_t gather_rows(const RowList& kept, const T* x, T* y, const droplet_rows_t& rows,
                             droplet_scale_t factor, int32_t zero_point) {
  if (!is_scale(factor) || !is_zero_point(zero_point, sizeof(T))) return DROPLET_BAD_OPTION;
  return gather_by(kept, x, y, rows, [&](const ptrdiff_t(&pitches)[2]) {
    with_op(x, y, zero_point, factor.bits,
            [&](const auto& op) { gather(kept, op, rows.row_length, pitches); });
  });
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(gather_rows,
                          (const uint32_t* kept, size_t kept_count, const T* x, T* y,
                           droplet_rows_t rows, droplet_scale_t factor),
                          ({kept, kept_count}, x, y, rows, factor))
DROPLET_ON_INTEGER_TYPES(gather_rows,
                         (const uint32_t* kept, size_t kept_count, const T* x, T* y,
                          droplet_rows_t rows, droplet_scale_t factor, int32_t zero_point),
                         ({kept, kept_count}, x, y, rows, factor, zero_point))
