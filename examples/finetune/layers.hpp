// SPDX-License-Identifier: MIT
//
// The layers of a network.
#ifndef DROPLET_EXAMPLES_FINETUNE_LAYERS_HPP
#define DROPLET_EXAMPLES_FINETUNE_LAYERS_HPP

#include "glyphs.hpp"
#include "linear.hpp"

namespace finetune {

// Of Int8: pixels are themselves, from -1 to 1; the stream is from -8 to 8; what relu leaves is
// from 0 to 16, with the lowest byte for 0.
inline constexpr Format pixel_format{max_pixel / 2, 3}, stream_format{0, 4}, hidden_format{-128, 4};

template <class Net>
struct Layers {
  static constexpr Layer in{pixels, Net::width, pixel_format, stream_format};
  static constexpr Layer first{Net::width, Net::hidden, stream_format, hidden_format};
  static constexpr Layer second{Net::hidden, Net::width, hidden_format, stream_format};
  static constexpr Layer out{Net::width, classes, stream_format, {}};
  static_assert(Net::width <= widest && Net::hidden <= widest && pixels <= widest,
                "what Int8's sums have room for");
};

}  // namespace finetune

#endif
