// SPDX-License-Identifier: MIT
#include "glyphs.hpp"

namespace finetune {
namespace {

// Seven rows of five pixels, the leftmost in bit 4.
constexpr std::uint8_t font[classes][7] = {
    {0x0E, 0x11, 0x13, 0x15, 0x19, 0x11, 0x0E}, {0x04, 0x0C, 0x04, 0x04, 0x04, 0x04, 0x0E},
    {0x0E, 0x11, 0x01, 0x02, 0x04, 0x08, 0x1F}, {0x1F, 0x02, 0x04, 0x02, 0x01, 0x11, 0x0E},
    {0x02, 0x06, 0x0A, 0x12, 0x1F, 0x02, 0x02}, {0x1F, 0x10, 0x1E, 0x01, 0x01, 0x11, 0x0E},
    {0x06, 0x08, 0x10, 0x1E, 0x11, 0x11, 0x0E}, {0x1F, 0x01, 0x02, 0x04, 0x08, 0x08, 0x08},
    {0x0E, 0x11, 0x11, 0x0E, 0x11, 0x11, 0x0E}, {0x0E, 0x11, 0x11, 0x0F, 0x01, 0x02, 0x0C}};

int ink(std::size_t label, int row, int column) noexcept {
  const bool inside = row >= 0 && row < 7 && column >= 0 && column < 5;
  return inside ? (font[label][row] >> (4 - column)) & 1 : 0;
}

}  // namespace

Sample make_glyph(droplet::Key key) noexcept {
  const std::uint64_t draw = key.fold_in(pixels).value;
  const auto label = static_cast<std::size_t>((draw >> 32) % classes);
  const int top = static_cast<int>(draw & 1), left = static_cast<int>((draw >> 8) % 3);
  const int blur = static_cast<int>((draw >> 16) % 5);
  Sample sample{};
  sample.label = static_cast<std::uint8_t>(label);
  for (std::size_t i = 0; i < pixels; ++i) {
    const int row = static_cast<int>(i / side) - top, column = static_cast<int>(i % side) - left;
    const std::uint64_t noise = key.fold_in(i).value;
    int value = ink(label, row, column) * (12 - blur) +
                (ink(label, row, column - 1) + ink(label, row - 1, column)) * blur;
    value += static_cast<int>(noise % 9) - 4;
    if ((noise >> 32) % 24 == 0) value = static_cast<int>((noise >> 16) % 17);
    value = value < 0 ? 0 : value > max_pixel ? max_pixel : value;
    sample.pixel[i] = static_cast<std::uint8_t>(value);
  }
  return sample;
}

Sample shifted(const Sample& sample, Shift shift) noexcept {
  Sample result = sample;
  for (std::size_t i = 0; i < pixels; ++i) {
    const std::size_t row = i / side, column = i % side;
    result.pixel[i] = shift == Shift::rotate
                          ? sample.pixel[(side - 1 - column) * side + row]
                          : static_cast<std::uint8_t>(max_pixel - sample.pixel[i]);
  }
  return result;
}

}  // namespace finetune
