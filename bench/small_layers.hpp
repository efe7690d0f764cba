// SPDX-License-Identifier: MIT
//
// A training step over eight small layers of n / 8 elements, forward and backward in place: by
// replay, by bits of each call, by the bits of one fill_mask, and by plain loops that store bytes.
#ifndef DROPLET_BENCH_SMALL_LAYERS_HPP
#define DROPLET_BENCH_SMALL_LAYERS_HPP

#include "operations.hpp"

namespace bench {

constexpr std::size_t small_layer_ways = 4;
extern const Operation small_layers[small_layer_ways];

}  // namespace bench

#endif
