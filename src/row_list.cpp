// SPDX-License-Identifier: MIT
#include "row_list.hpp"

namespace droplet {
namespace detail {

size_t RowList::end_of_neighbours(size_t j) const {
  const uint32_t apart = rows[j] - cast<uint32_t>(j);
  do ++j;
  while (j < count && rows[j] - cast<uint32_t>(j) == apart);
  return j;
}

size_t list_bytes(size_t count) {
  size_t bytes;
  return __builtin_mul_overflow(count, sizeof(uint32_t), &bytes) ? 0 : bytes;
}

droplet_status_t check_list(const RowList& list, size_t rows) {
  if (list.count > rows) return DROPLET_BAD_COUNT;
  size_t least = 0;  // of what may be next
  for (size_t j = 0; j < list.count; ++j) {
    const size_t row = list.rows[j];
    if (row < least || row >= rows) return DROPLET_BAD_INDEX;
    least = row + 1;
  }
  return DROPLET_OK;
}

}  // namespace detail
}  // namespace droplet
