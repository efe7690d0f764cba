// SPDX-License-Identifier: MIT
//
// A list of rows, what the operations that take one refuse of it, and its runs of neighbours.
#ifndef DROPLET_SRC_ROW_LIST_HPP
#define DROPLET_SRC_ROW_LIST_HPP

#include "rows.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// Strictly ascending, once it is checked.
struct RowList {
  const uint32_t* rows;
  size_t count;

  // A count above that of the rows is refused after all else.
  size_t count_within(size_t all) const { return count < all ? count : all; }

  // The place behind j's row and those that follow it without a gap.
  size_t end_of_neighbours(size_t j) const;
};

// The list's bytes; 0 where they are too many, or none.
size_t list_bytes(size_t count);

// The last checks: of the count, and of each index.
droplet_status_t check_list(const RowList& list, size_t rows);

// The bits are compared, as a compiler may assume that no float is NaN.
constexpr bool is_scale(droplet_scale_t factor) {
  return 0x3F800000 <= factor.bits && factor.bits <= 0x55800000;
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
