// SPDX-License-Identifier: MIT
//
// Joins of columns: what their operations refuse, and how many inputs survive.
#ifndef DROPLET_SRC_JOINS_HPP
#define DROPLET_SRC_JOINS_HPP

#include "check.hpp"
#include "mask/bit_ranges.hpp"
#include "mask/bits.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

constexpr bool has_path(const droplet_joins_t& joins) { return joins.path <= DROPLET_GLOBAL_PATH; }

// Sets how many decisions there are. There are samples and joins.
droplet_status_t check_joins(const droplet_joins_t& joins, size_t* decisions);

// A join in one call: `count` buffers x of samples rows of row_length elements of `size` bytes.
struct JoinCall {
  const uint8_t* bits;
  const void* const* x;
  size_t count;
  const void* y;
  droplet_joins_t joins;
  size_t join, row_length;
  [[gnu::always_inline]] bool is_empty() const {
    return joins.samples == 0 || joins.joins == 0 || row_length == 0;
  }
};
droplet_status_t check_join(const JoinCall& call, size_t size);

// Read as bytes, as callers may hold pointers to the compiler's own half or bfloat16.
template <class T>
[[gnu::always_inline]] inline const T* input_at(const void* const* x, size_t i) {
  const T* input;
  __builtin_memcpy(&input, __builtin_assume_aligned(x + i, sizeof *x), sizeof *x);
  return input;
}

// 1 / count, divided as doubles, then rounded to float; by integers, as a flag may let a compiler
// estimate quotients. count: 1 to 2^32.
float reciprocal(uint64_t count);

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
