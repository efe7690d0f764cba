// SPDX-License-Identifier: MIT
//
// Every use of Droplet on elements, the same call forward and backward: on activations and on
// gradients of another type, as a mask knows no element type.
//
// Integers are rescaled like floats, not left for the tensor's scale to follow: a power-of-two
// scale cannot follow 1 / (1 - p), and a bias within the next layer's sum would have to follow too.
// That costs range, at p = 0.3 half a bit.
#ifndef DROPLET_EXAMPLES_FINETUNE_DROPS_HPP
#define DROPLET_EXAMPLES_FINETUNE_DROPS_HPP

#include <cstring>

#include "numbers.hpp"

namespace finetune {

/// Which rows drop path keeps, and of what length they are.
struct KeptRows {
  const std::uint32_t* index;  // ascending
  std::size_t count, rows, width;

  droplet::Rows shape() const noexcept {
    droplet::Rows shape;
    shape.rows = rows;
    shape.row_length = width;
    return shape;
  }
};

/// y: (kept rows, width) = the surviving rows of x: (rows, width), the same or apart.
template <class T>
void gather(const KeptRows& kept, const T* x, T* y) noexcept {
  for (std::size_t j = 0; j < kept.count; ++j) {
    std::memmove(y + j * kept.width, x + kept.index[j] * kept.width, kept.width * sizeof *y);
  }
}

/// Dropout of x, n elements, in place. bits: null, or receives the mask.
template <class T>
droplet::StatusCode drop(const droplet::Mask& mask, const Format&, T* x, std::size_t n,
                         std::uint8_t* bits = nullptr) noexcept {
  return droplet::dropout(mask, x, x, n, bits);
}
template <class T>
droplet::StatusCode drop_integers(const droplet::Mask& mask, std::int32_t zero_point, T* x,
                                  std::size_t n, std::uint8_t* bits) noexcept {
  droplet::Quantization quantization;
  quantization.zero_point = zero_point;
  return droplet::dropout(mask, x, x, n, quantization, bits);
}
inline droplet::StatusCode drop(const droplet::Mask& mask, const Format& format, std::int8_t* x,
                                std::size_t n, std::uint8_t* bits = nullptr) noexcept {
  return drop_integers(mask, format.zero_point, x, n, bits);
}
inline droplet::StatusCode drop(const droplet::Mask& mask, const Format&, std::int16_t* x,
                                std::size_t n) noexcept {
  return drop_integers(mask, 0, x, n, nullptr);
}

/// A stored mask, and the rate's scale, on the gradient x, n elements, in place.
inline droplet::StatusCode apply_stored(const droplet::Rate& rate, const std::uint8_t* bits,
                                        float* x, std::size_t n) noexcept {
  return droplet::apply_mask(rate, bits, x, x, n);
}
droplet::StatusCode apply_stored(const droplet::Rate& rate, const std::uint8_t* bits,
                                 std::int16_t* x, std::size_t n) noexcept;

/// y = stream + drop_path(branch). stream, y: (rows, width), branch: (kept rows, width).
template <class T>
droplet::StatusCode add_branch(const droplet::Mask& path, const KeptRows& kept, const T* stream,
                               const T* branch, T* y) noexcept {
  return droplet::drop_path_scatter_add(path, stream, branch, kept.count, y, kept.shape());
}
droplet::StatusCode add_branch(const droplet::Mask& path, const KeptRows& kept,
                               const std::int8_t* stream, const std::int8_t* branch,
                               std::int8_t* y) noexcept;

/// The branch's gradient, (kept rows, width), from the stream's, (rows, width). dbranch has room
/// for all rows.
inline droplet::StatusCode branch_gradient(const droplet::Mask& path, const KeptRows& kept,
                                           const float* dstream, float* dbranch) noexcept {
  const droplet::StatusCode status = droplet::drop_path(path, dstream, dbranch, kept.shape());
  gather(kept, dbranch, dbranch);
  return status;
}
droplet::StatusCode branch_gradient(const droplet::Mask& path, const KeptRows& kept,
                                    const std::int16_t* dstream, std::int16_t* dbranch) noexcept;

}  // namespace finetune

#endif
