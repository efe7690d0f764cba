// SPDX-License-Identifier: MIT
//
// Rows that may have pitches of their own.
#ifndef DROPLET_SRC_ROWS_HPP
#define DROPLET_SRC_ROWS_HPP

#include "check.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// `pitch` elements from the start of one row to that of the next.
struct RowBuffer {
  const void* data;
  size_t pitch;
  ptrdiff_t signed_pitch() const { return static_cast<ptrdiff_t>(pitch); }
};

struct RowShape {
  size_t count, length;
  [[gnu::always_inline]] bool is_empty() const { return count == 0 || length == 0; }
};

// One row has no neighbour, whatever its pitch.
inline size_t or_dense(size_t pitch, RowShape shape) {
  return pitch != 0 && shape.count != 1 ? pitch : shape.length;
}

// Bytes from the first element to the last; 0 where they are too many. Neither size may be 0.
size_t row_bytes(RowShape shape, size_t pitch, size_t size);

// Whether `bytes` overlap all that rows span, gaps included.
bool overlaps(Bytes bytes, RowShape shape, const RowBuffer& rows, size_t size);

// What rows cover. Neither size may be 0.
Cover cover_of(RowShape shape, const RowBuffer& rows, size_t size);

// In place, or apart.
inline bool same_or_apart(const Cover& in, const Cover& out) {
  return (in.begin == out.begin && in.pitch == out.pitch) || apart(in, out);
}

// For rows of elements of `size` bytes, from `count` inputs to y.
droplet_status_t check_rows(RowShape shape, size_t size, const RowBuffer* inputs, unsigned count,
                            const RowBuffer& y);

template <size_t buffers>
inline bool are_dense(const ptrdiff_t (&pitches)[buffers], RowShape shape) {
  bool dense = true;
  for (const ptrdiff_t pitch : pitches) dense = dense && static_cast<size_t>(pitch) == shape.length;
  return dense;
}

// All rows are kept, or all dropped.
void set_rows(Verdict verdict, const RowBuffer& x, const RowBuffer& y, RowShape shape, size_t size,
              int32_t zero);

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
