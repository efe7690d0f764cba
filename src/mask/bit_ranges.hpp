// SPDX-License-Identifier: MIT
//
// Ranges of stored bits, which begin and end anywhere: their neighbours in a byte stay as they are.
#ifndef DROPLET_SRC_MASK_BIT_RANGES_HPP
#define DROPLET_SRC_MASK_BIT_RANGES_HPP

#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// How many of n bits from bit `at` on are 1.
size_t count_kept(const uint8_t* bits, size_t at, size_t n);

// Makes the bits from `from` to `to` 1.
void keep_range(uint8_t* bits, size_t from, size_t to);

// Each of n bits from bit `at` on becomes 0 where the one `distance` after it is, or before it.
// Those are bits as they were: of the n too.
void drop_before_dropped(uint8_t* bits, size_t at, size_t n, size_t distance);
void drop_after_dropped(uint8_t* bits, size_t at, size_t n, size_t distance);

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
