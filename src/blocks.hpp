// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_BLOCKS_HPP
#define DROPLET_SRC_BLOCKS_HPP

#include "throws_nothing.hpp"

#include "droplet/shapes.h"

namespace droplet {
namespace detail {

// How far a block reaches beyond its seed, which is half its side, rounded down, once a side that
// the plane does not hold is that of the plane, or one less. There are elements.
constexpr size_t reach_of(const droplet_blocks_t& blocks) {
  size_t side = blocks.height < blocks.width ? blocks.height : blocks.width;
  if (blocks.block < side) side = blocks.block;
  return (side - 1) / 2;
}

}  // namespace detail
}  // namespace droplet

#endif
