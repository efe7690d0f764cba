// SPDX-License-Identifier: MIT
//
// A dense tensor that shares its decisions along some of its axes.
#ifndef DROPLET_SRC_TENSOR_HPP
#define DROPLET_SRC_TENSOR_HPP

#include "check.hpp"
#include "kernel/nest.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// Axes that are neighbours, and both shared or both not, are one, and none has the size 1. So of
// four there are left, from the inner to the outer: inner, count, repeat, outer, copies, any of
// which may be 1. Copies are of all the others, and begin the decisions anew.
struct TensorNest {
  Decisions decisions;
  size_t copies;
  bool is_shared() const { return decisions.inner != 1 || decisions.repeat != 1; }
};

// As settle.
droplet_status_t settle_tensor(const droplet_mask_t* mask, const void* x, void* y,
                               const droplet_tensor_t& tensor, size_t size, int32_t zero,
                               TensorNest* nest);

template <class Op>
inline void draw_tensor(const droplet_mask_t& mask, Op op, const TensorNest& nest) {
  const Decisions& d = nest.decisions;
  if (!nest.is_shared()) {
    draw_matrix(mask, op, 1, d.count, d.count, {0, 0}, nullptr);
    return;
  }
  const Pitch pitch = {d.repeat * d.count * d.inner, d.count * d.inner, d.inner};
  const Pitch pitches[] = {pitch, pitch};
  for (size_t left = nest.copies; left != 0; --left, op.advance(d.outer * pitch.outer)) {
    draw_nest(mask, op, d, pitches);
  }
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
