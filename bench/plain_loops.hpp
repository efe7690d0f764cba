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

struct Rate {
  std::uint32_t keep_below;  // in units of 2^-32
  float scale;
};
// The same in place, with a byte an element for backward, which is apply_bytes.
void xorshift32_dropout_and_bytes(float* y, std::uint8_t* kept, std::size_t n, Rate rate,
                                  std::uint32_t seed);
void apply_bytes(float* y, const std::uint8_t* kept, std::size_t n, Rate rate);

}  // namespace plain_loops

#endif
