// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_BELOW_HPP
#define DROPLET_SRC_BELOW_HPP

#include <stddef.h>
#include <stdint.h>

#include "throws_nothing.hpp"

#include "droplet/api.h"

namespace droplet {
namespace detail {

// u * m / 2^64, rounded down, of an m up to 2^32: no core here divides or multiplies 128 bits.
constexpr size_t below(uint64_t u, size_t m) {
  const uint64_t high = (u >> 32) * m, low = (u & UINT32_MAX) * m;
  return cast<size_t>((high + (low >> 32)) >> 32);
}

}  // namespace detail
}  // namespace droplet

#endif
