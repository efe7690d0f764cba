// SPDX-License-Identifier: MIT
#ifndef DROPLET_EXAMPLES_FINETUNE_WEIGHTS_HPP
#define DROPLET_EXAMPLES_FINETUNE_WEIGHTS_HPP

#include <cstddef>

#include "glyphs.hpp"

namespace finetune {

/// Sizes of a network, and the samples in a minibatch.
struct Large {
  static constexpr std::size_t width = 32, hidden = 64, blocks = 3, batch = 16;
};
/// For 16 KiB of RAM.
struct Small {
  static constexpr std::size_t width = 16, hidden = 32, blocks = 1, batch = 8;
};

/// The weights of a network, as one array of W.
template <class W, class Size>
struct Parameters {
  static constexpr std::size_t width = Size::width, hidden = Size::hidden;
  static constexpr std::size_t at_b_in = pixels * width;
  static constexpr std::size_t at_blocks = at_b_in + width;
  static constexpr std::size_t at_b1 = width * hidden, at_w2 = at_b1 + hidden;
  static constexpr std::size_t at_b2 = at_w2 + hidden * width, block_size = at_b2 + width;
  static constexpr std::size_t at_w_out = at_blocks + Size::blocks * block_size;
  static constexpr std::size_t at_b_out = at_w_out + width * classes;
  static constexpr std::size_t count = at_b_out + classes;

  W values[count];

  W* w_in() noexcept { return values; }            // (pixels, width)
  W* b_in() noexcept { return values + at_b_in; }  // (width)
  W* w1(std::size_t b) noexcept { return values + at_blocks + b * block_size; }
  W* b1(std::size_t b) noexcept { return w1(b) + at_b1; }  // w1: (width, hidden)
  W* w2(std::size_t b) noexcept { return w1(b) + at_w2; }  // (hidden, width)
  W* b2(std::size_t b) noexcept { return w1(b) + at_b2; }  // (width)
  W* w_out() noexcept { return values + at_w_out; }        // (width, classes)
  W* b_out() noexcept { return values + at_b_out; }        // (classes)
};

/// Kaiming-uniform weights, drawn from `key`; biases 0.
template <class Size>
void initialize(Parameters<float, Size>& weights, droplet::Key key) noexcept;
extern template void initialize(Parameters<float, Large>&, droplet::Key) noexcept;
extern template void initialize(Parameters<float, Small>&, droplet::Key) noexcept;

/// A digest of n weights' bits, folded into `key`.
droplet::Key checksum(const float* weights, std::size_t n, droplet::Key key) noexcept;
droplet::Key checksum(const std::int32_t* weights, std::size_t n, droplet::Key key) noexcept;

}  // namespace finetune

#endif
