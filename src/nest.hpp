// SPDX-License-Identifier: MIT
//
// Elements that stand at pitches along several axes.
#ifndef DROPLET_SRC_NEST_HPP
#define DROPLET_SRC_NEST_HPP

#include "check.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// As settle, for x's pitches and y's.
droplet_status_t settle_nest(const droplet_mask_t* mask, const void* x, void* y, const Decisions& d,
                             const Pitch (&pitches)[2], Element type) noexcept;

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
