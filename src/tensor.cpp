// SPDX-License-Identifier: MIT
#include "tensor.hpp"

#include "integers.hpp"

namespace droplet {
namespace detail {
namespace {

// Fills `nest`, and `n` with the number of elements. Returns what is wrong with their shape.
droplet_status_t make_nest(const droplet_tensor_t& tensor, TensorNest* nest, size_t* n) {
  size_t extents[] = {1, 1, 1, 1, 1};
  unsigned level = 0;  // an odd one's axes have decisions of their own
  droplet_status_t status = DROPLET_OK;
  *n = 1;
  for (size_t axis = tensor.dimensions; axis-- != 0;) {
    const size_t size = tensor.size[axis], noise = tensor.noise[axis];
    if (noise > 1 && noise != size) status = DROPLET_BAD_SHAPE;
    *n = product(*n, size);
    if (size == 1) continue;
    const unsigned own = noise != 1 ? 1 : 0;
    if (level % 2 != own) ++level;
    extents[level] = product(extents[level], size);
  }
  nest->decisions = dense(extents[3], extents[2], extents[1], extents[0]);
  nest->copies = extents[4];
  return *n == SIZE_MAX ? DROPLET_BAD_SIZE : status;
}

}  // namespace

droplet_status_t settle_tensor(const droplet_mask_t* mask, const void* x, void* y,
                               const droplet_tensor_t& tensor, size_t size, int32_t zero,
                               TensorNest* nest) {
  if (tensor.dimensions > sizeof tensor.size / sizeof tensor.size[0]) return refused_option(mask);
  size_t n;
  const droplet_status_t shape = make_nest(tensor, nest, &n);
  // A wrong shape takes the place of null buffers, which come next.
  const droplet_status_t status =
      settle(mask, shape == DROPLET_OK ? x : nullptr, y, n, size, zero);
  return status == DROPLET_NULL_BUFFER && shape != DROPLET_OK ? shape : status;
}

}  // namespace detail
}  // namespace droplet
