// SPDX-License-Identifier: MIT
#ifndef DROPLET_EXAMPLES_FINETUNE_WEIGHTS_HPP
#define DROPLET_EXAMPLES_FINETUNE_WEIGHTS_HPP

#include <cstddef>

#include "droplet/droplet.hpp"
#include "glyphs.hpp"

namespace finetune {

inline constexpr std::size_t width = 32, hidden = 64, blocks = 3;

/// Weights, or their gradient, as one array.
struct Parameters {
  static constexpr std::size_t at_b_in = pixels * width;
  static constexpr std::size_t at_blocks = at_b_in + width;
  static constexpr std::size_t at_b1 = width * hidden, at_w2 = at_b1 + hidden;
  static constexpr std::size_t at_b2 = at_w2 + hidden * width, block_size = at_b2 + width;
  static constexpr std::size_t at_w_out = at_blocks + blocks * block_size;
  static constexpr std::size_t at_b_out = at_w_out + width * classes;
  static constexpr std::size_t count = at_b_out + classes;

  float values[count];

  float* w_in() noexcept { return values; }            // (pixels, width)
  float* b_in() noexcept { return values + at_b_in; }  // (width)
  float* w1(std::size_t b) noexcept { return values + at_blocks + b * block_size; }
  float* b1(std::size_t b) noexcept { return w1(b) + at_b1; }  // w1: (width, hidden)
  float* w2(std::size_t b) noexcept { return w1(b) + at_w2; }  // (hidden, width)
  float* b2(std::size_t b) noexcept { return w1(b) + at_b2; }  // (width)
  float* w_out() noexcept { return values + at_w_out; }        // (width, classes)
  float* b_out() noexcept { return values + at_b_out; }        // (classes)
};

/// Kaiming-uniform weights, drawn from `key`; biases 0.
void initialize(Parameters& weights, droplet::Key key) noexcept;

/// A digest of the weights' bits, folded into `key`.
droplet::Key checksum(const Parameters& weights, droplet::Key key) noexcept;

}  // namespace finetune

#endif
