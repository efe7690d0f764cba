// SPDX-License-Identifier: MIT
#include "weights.hpp"

#include <cstring>

namespace finetune {
namespace {

// Newton's iteration from above, in constant expressions only.
constexpr float square_root(double x) {
  double root = x > 1.0 ? x : 1.0;
  for (int i = 0; i < 40; ++i) root = 0.5 * (root + x / root);
  return static_cast<float>(root);
}

// Uniform in [-limit, limit): 24 random bits make every float exact.
void fill_uniform(float* w, std::size_t n, float limit, droplet::Key key) noexcept {
  for (std::size_t i = 0; i < n; ++i) {
    const auto bits = static_cast<std::int32_t>(key.fold_in(i).value >> 40);
    w[i] = static_cast<float>(bits - (1 << 23)) * 0x1p-23f * limit;
  }
}

}  // namespace

template <class Size>
void initialize(Parameters<float, Size>& weights, droplet::Key key) noexcept {
  // sqrt(6 / fan-in) before a ReLU; a branch's end is divided by the number of branches that add
  // up.
  constexpr std::size_t width = Size::width, hidden = Size::hidden, blocks = Size::blocks;
  constexpr float in_limit = square_root(6.0 / pixels), limit1 = square_root(6.0 / width);
  constexpr float limit2 = square_root(6.0 / hidden / blocks), out_limit = square_root(3.0 / width);
  std::memset(weights.values, 0, sizeof weights.values);
  fill_uniform(weights.w_in(), pixels * width, in_limit, key.fold_in(0));
  fill_uniform(weights.w_out(), width * classes, out_limit, key.fold_in(1));
  for (std::size_t b = 0; b < blocks; ++b) {
    fill_uniform(weights.w1(b), width * hidden, limit1, key.fold_in(2 * b + 2));
    fill_uniform(weights.w2(b), hidden * width, limit2, key.fold_in(2 * b + 3));
  }
}
template void initialize(Parameters<float, Large>&, droplet::Key) noexcept;
template void initialize(Parameters<float, Small>&, droplet::Key) noexcept;

droplet::Key checksum(const float* weights, std::size_t n, droplet::Key key) noexcept {
  for (std::size_t i = 0; i < n; ++i) {
    std::uint32_t bits;
    std::memcpy(&bits, weights + i, sizeof bits);
    key = key.fold_in(bits);
  }
  return key;
}

droplet::Key checksum(const std::int32_t* weights, std::size_t n, droplet::Key key) noexcept {
  for (std::size_t i = 0; i < n; ++i) key = key.fold_in(static_cast<std::uint32_t>(weights[i]));
  return key;
}

}  // namespace finetune
