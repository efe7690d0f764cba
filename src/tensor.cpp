// SPDX-License-Identifier: MIT
#include "tensor.hpp"

#include "integers.hpp"

namespace droplet {
namespace detail {
namespace {

// Fills `nest`, and `n` with the number of elements. Returns what is wrong with the shape. Where
// sizes overflow the nest is of no use, and may wrap.
DROPLET_WRAPS_ droplet_status_t make_nest(const droplet_tensor_t& tensor, TensorNest* nest,
                                          size_t* n) {
  for (size_t& extent : nest->extents) extent = 1;
  size_t* extent = nest->extents;
  bool own = false, fits = true;
  *n = 1;
  for (size_t axis = tensor.dimensions; axis-- != 0;) {
    const size_t size = tensor.size[axis], noise = tensor.noise[axis];
    fits = fits && (noise <= 1 || noise == size);
    *n = product(*n, size);
    if (size == 1) continue;
    if (own != (noise != 1)) ++extent;
    own = noise != 1;
    *extent *= size;
  }
  return *n == SIZE_MAX ? DROPLET_BAD_SIZE : fits ? DROPLET_OK : DROPLET_BAD_SHAPE;
}

}  // namespace

droplet_status_t settle_nest(const droplet_mask_t* mask, const void* x, void* y,
                             const droplet_tensor_t& tensor, size_t size, int32_t zero,
                             TensorNest* nest) {
  if (tensor.dimensions > sizeof tensor.size / sizeof tensor.size[0]) return refused_option(mask);
  size_t n;
  const droplet_status_t shape = make_nest(tensor, nest, &n);
  // A wrong shape takes the place of null buffers, which come next.
  const droplet_status_t status = settle(mask, shape == DROPLET_OK ? x : nullptr, y, n, size, zero);
  return status == DROPLET_NULL_BUFFER && shape != DROPLET_OK ? shape : status;
}

}  // namespace detail
}  // namespace droplet
