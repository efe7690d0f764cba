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

void xorshift32_dropout_and_bytes(float* y, std::uint8_t* kept, std::size_t n, Rate rate,
                                  std::uint32_t seed) {
  std::uint32_t state = seed;
  for (std::size_t i = 0; i < n; ++i) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    const bool keep = state < rate.keep_below;
    kept[i] = keep ? 1 : 0;
    y[i] = keep ? rate.scale * y[i] : 0.0f;
  }
}

void apply_bytes(float* y, const std::uint8_t* kept, std::size_t n, Rate rate) {
  for (std::size_t i = 0; i < n; ++i) y[i] = kept[i] != 0 ? rate.scale * y[i] : 0.0f;
}

}  // namespace plain_loops
