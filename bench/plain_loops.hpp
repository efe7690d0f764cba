// SPDX-License-Identifier: MIT
//
// What one would write without Droplet: the baselines.
#ifndef DROPLET_BENCH_PLAIN_LOOPS_HPP
#define DROPLET_BENCH_PLAIN_LOOPS_HPP

#include <cstddef>
#include <cstdint>

namespace plain_loops {

// The plain scalar dropout loop: xorshift32 (Marsaglia 2003), compare, select. seed is not 0.
void xorshift32_dropout(const float* x, float* y, std::size_t n, float p, std::uint32_t seed);

}  // namespace plain_loops

#endif
