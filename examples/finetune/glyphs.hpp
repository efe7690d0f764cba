// SPDX-License-Identifier: MIT
//
// Images of digits, made without files, and the shifted domains. No heap, for firmware too.
#ifndef DROPLET_EXAMPLES_FINETUNE_GLYPHS_HPP
#define DROPLET_EXAMPLES_FINETUNE_GLYPHS_HPP

#include <cstddef>
#include <cstdint>

#include "numbers.hpp"

namespace finetune {

inline constexpr std::size_t side = 8, pixels = side * side, classes = 10;

/// One image, row by row, each pixel 0 to max_pixel, and its class.
struct Sample {
  std::uint8_t pixel[pixels];
  std::uint8_t label;  // 0 to classes - 1
};

/// A digit of a 5 x 7 font, moved by up to a pixel, blurred, and noisy. All of it follows from the
/// key.
Sample make_glyph(droplet::Key key) noexcept;

/// The new domain that a model is adapted to.
enum class Shift : std::uint8_t {
  rotate,  // by 90 degrees, clockwise
  invert,  // black becomes white
};
Sample shifted(const Sample& sample, Shift shift) noexcept;

}  // namespace finetune

#endif
