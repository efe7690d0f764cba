// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_RATIO_HPP
#define DROPLET_SRC_RATIO_HPP

#include "throws_nothing.hpp"

#include "droplet/rate.h"
#include "droplet/scale.h"

namespace droplet {
namespace detail {

// n / count, divided as doubles, then rounded to float. count: 1 to n, which is at most 2^44.
constexpr droplet_scale_t ratio(uint64_t n, uint64_t count) {
  auto shift = static_cast<uint32_t>(__builtin_clzll(count) - __builtin_clzll(n));
  shift -= count << shift > n ? 1 : 0;
  return {quotient_bits(n, count, shift)};
}
static_assert(ratio(10, 3).bits == 0x40555555 && ratio(8, 8).bits == 0x3F800000 &&
                  ratio(uint64_t{1} << 32, 1).bits == 0x4F800000,
              "ratio is n / count");

}  // namespace detail
}  // namespace droplet

#endif
