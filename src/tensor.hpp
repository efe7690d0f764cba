// SPDX-License-Identifier: MIT
//
// A dense tensor that shares its decisions along some of its axes.
#ifndef DROPLET_SRC_TENSOR_HPP
#define DROPLET_SRC_TENSOR_HPP

#include "check.hpp"
#include "kernel/walk.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// Neighbouring axes that all share, or all decide, are one, and none has the size 1. What is left
// of four, from the inner to the outer, is a nest of decisions, and copies of it that begin them
// anew.
struct TensorNest {
  size_t extents[5];  // of which those at odd places have decisions of their own
  size_t inner() const { return extents[0]; }
  size_t count() const { return extents[1]; }
  size_t repeat() const { return extents[2]; }
  size_t outer() const { return extents[3]; }
  size_t copies() const { return extents[4]; }
};

// As settle.
droplet_status_t settle_nest(const droplet_mask_t* mask, const void* x, void* y,
                             const droplet_tensor_t& tensor, size_t size, int32_t zero,
                             TensorNest* nest);

// One reader for all: words that are drawn from their lanes' seeds take a microcontroller more but
// where features are few (Cortex-M4, 2 repeats of 64: 14.0 instructions an element, not 9.7).
template <class Op>
[[gnu::noinline]] void draw_nest(const droplet_mask_t& mask, const Op& op, const TensorNest& nest) {
  const Isa isa = chosen_isa();
  size_t at = 0;
  const auto visit = [&](auto reader, size_t, size_t c) __attribute__((always_inline)) {
    const size_t left = nest.count() - c;
    if (nest.repeat() == 1 && nest.inner() == 1) {
      const size_t n = draw_some(isa, reader, op, at, left);
      at += n;
      return n;
    }
    const size_t n = reader->read(left);
    for (size_t r = 0, here = at; r < nest.repeat(); ++r, here += nest.count() * nest.inner()) {
      if (nest.inner() == 1) {
        isa.apply(op, here, reader->bits(), n);
      } else {
        isa.rows(op, here, reader->bits(), n, nest.inner());
      }
    }
    at += n * nest.inner();
    if (n == left) at += (nest.repeat() - 1) * nest.count() * nest.inner();
    return n;
  };
  for (size_t copy = 0; copy < nest.copies(); ++copy)
    walk<StripeReader>(isa, mask, dense(nest.outer(), nest.repeat(), nest.count(), nest.inner()),
                       visit);
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
