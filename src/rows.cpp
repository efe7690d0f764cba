// SPDX-License-Identifier: MIT
#include "rows.hpp"

namespace droplet {
namespace detail {

size_t row_bytes(RowShape shape, size_t pitch, size_t size) {
  size_t n;
  const bool overflows = __builtin_mul_overflow(shape.count - 1, pitch, &n) ||
                         __builtin_add_overflow(n, shape.length, &n) ||
                         __builtin_mul_overflow(n, size, &n);
  return overflows ? 0 : n;
}

bool overlaps(Bytes bytes, RowShape shape, const RowBuffer& rows, size_t size) {
  return overlap(bytes, {rows.data, row_bytes(shape, rows.pitch, size)});
}

Cover cover_of(RowShape shape, const RowBuffer& rows, size_t size) {
  return {reinterpret_cast<uintptr_t>(rows.data), shape.length * size, rows.pitch * size,
          row_bytes(shape, rows.pitch, size)};
}

droplet_status_t check_rows(RowShape shape, size_t size, const RowBuffer* inputs, unsigned count,
                            const RowBuffer& y) {
  bool fit = row_bytes(shape, y.pitch, size) != 0, null = y.data == nullptr;
  for (unsigned i = 0; i < count; ++i) {
    fit = fit && row_bytes(shape, inputs[i].pitch, size) != 0;
    null = null || inputs[i].data == nullptr;
  }
  if (!fit) return DROPLET_BAD_SIZE;
  if (y.pitch < shape.length) return DROPLET_BAD_SHAPE;
  if (null) return DROPLET_NULL_BUFFER;
  const Cover out = cover_of(shape, y, size);
  for (unsigned i = 0; i < count; ++i) {
    if (!same_or_apart(cover_of(shape, inputs[i], size), out)) return DROPLET_OVERLAP;
  }
  return DROPLET_OK;
}

void set_rows(Verdict verdict, const RowBuffer& x, const RowBuffer& y, RowShape shape, size_t size,
              int32_t zero) {
  if (verdict == Verdict::keep_all && x.data == y.data) return;
  if (x.pitch == shape.length && y.pitch == shape.length) {
    shape.length *= shape.count;
    shape.count = 1;
  }
  const auto* from = static_cast<const uint8_t*>(x.data);
  auto* to = static_cast<uint8_t*>(const_cast<void*>(y.data));
  for (; shape.count != 0; --shape.count, from += x.pitch * size, to += y.pitch * size) {
    set_all(verdict, from, to, shape.length, size, zero);
  }
}

}  // namespace detail
}  // namespace droplet
