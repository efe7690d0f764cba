// SPDX-License-Identifier: MIT
#include "plain_loops.hpp"

namespace plain_loops {

void xorshift32_dropout(const float* x, float* y, std::size_t n, float p, std::uint32_t seed) {
  const auto threshold = static_cast<std::uint32_t>(static_cast<double>(p) * 4294967296.0);
  const float s = 1.0f / (1.0f - p);
  std::uint32_t state = seed;
  for (std::size_t i = 0; i < n; ++i) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    y[i] = state >= threshold ? s * x[i] : 0.0f;
  }
}

}  // namespace plain_loops
