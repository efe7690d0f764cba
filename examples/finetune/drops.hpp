// SPDX-License-Identifier: MIT
//
// What Droplet's calls take beside their buffers.
#ifndef DROPLET_EXAMPLES_FINETUNE_DROPS_HPP
#define DROPLET_EXAMPLES_FINETUNE_DROPS_HPP

#include "numbers.hpp"

namespace finetune {

/// Which rows drop path keeps, and of what length they are.
struct KeptRows {
  const std::uint32_t* index;  // ascending
  std::size_t count, rows, width;
  droplet::Scale factor;  // of those that are kept

  droplet::Rows shape() const noexcept {
    droplet::Rows shape;
    shape.rows = rows;
    shape.row_length = width;
    return shape;
  }
};

/// Dropout of activations, n elements, in place. bits: null, or receives the mask. Integers are
/// rescaled like floats, not left unscaled for the tensor's scale to follow: a power of two cannot
/// follow 1 / (1 - p), and a bias within the next layer's sum would have to follow too. It takes
/// range, at p = 0.3 half a bit.
template <class T>
droplet::StatusCode drop(const droplet::Mask& mask, const Format&, T* x, std::size_t n,
                         std::uint8_t* bits) noexcept {
  return droplet::dropout(mask, x, x, n, bits);
}
inline droplet::StatusCode drop(const droplet::Mask& mask, const Format& format, std::int8_t* x,
                                std::size_t n, std::uint8_t* bits) noexcept {
  droplet::Quantization quantization;
  quantization.zero_point = format.zero_point;
  return droplet::dropout(mask, x, x, n, quantization, bits);
}

}  // namespace finetune

#endif
