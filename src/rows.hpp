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
  std::size_t pitch;
  std::ptrdiff_t signed_pitch() const noexcept { return static_cast<std::ptrdiff_t>(pitch); }
};

struct RowShape {
  std::size_t count, length;
  bool is_empty() const noexcept { return count == 0 || length == 0; }
};

// One row has no neighbour, whatever its pitch.
inline std::size_t or_dense(std::size_t pitch, RowShape shape) noexcept {
  return pitch != 0 && shape.count != 1 ? pitch : shape.length;
}

// Bytes from the first element to the last; 0 where they are too many. Neither size may be 0.
std::size_t row_bytes(RowShape shape, std::size_t pitch, std::size_t size) noexcept;

// Whether `bytes` overlap all that rows span, gaps included.
bool overlaps(Bytes bytes, RowShape shape, const RowBuffer& rows, std::size_t size) noexcept;

// For rows of elements of `size` bytes, from `count` inputs to y.
droplet_status_t check_rows(RowShape shape, std::size_t size, const RowBuffer* inputs,
                            unsigned count, const RowBuffer& y) noexcept;

template <std::size_t buffers>
inline bool are_dense(const std::ptrdiff_t (&pitches)[buffers], RowShape shape) noexcept {
  bool dense = true;
  for (const std::ptrdiff_t pitch : pitches)
    dense = dense && static_cast<std::size_t>(pitch) == shape.length;
  return dense;
}

// All rows are kept, or all dropped.
void set_rows(Verdict verdict, const RowBuffer& x, const RowBuffer& y, RowShape shape,
              Element type) noexcept;

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
