// SPDX-License-Identifier: MIT
//
// Elements that are all kept, or all dropped, in a vocabulary V. The rules of lane_vectors.hpp for
// what ISA files include hold here.
#ifndef DROPLET_SRC_KERNEL_SPAN_HPP
#define DROPLET_SRC_KERNEL_SPAN_HPP

#include <stddef.h>

#include "kernel/keep.hpp"

namespace droplet {
namespace detail {
namespace {

template <class V, class Keep, class Op>
inline void span(Op op, Keep keep, size_t n) {
  constexpr unsigned width = Op::template width<V>;
  // Loads before stores: as x may be y, only this order lets ARM join them.
  constexpr unsigned count = V::stores_over_dropped ? 8 : width == 1 ? 1 : 4;
  for (size_t groups = n / (count * width); groups != 0; --groups) {
    decltype(op.template value<V>(keep, 0, Whole{})) a[count];
#pragma GCC unroll 8
    for (unsigned k = 0; k < count; ++k) a[k] = op.template value<V>(keep, k * width, Whole{});
#pragma GCC unroll 8
    for (unsigned k = 0; k < count; ++k) V::store(op.y + k * width, a[k]);
    op.advance(count * width);
  }
  auto rest = static_cast<unsigned>(n % (count * width));
  for (; rest >= width; rest -= width, op.advance(width)) {
    V::store(op.y, op.template value<V>(keep, 0, Whole{}));
  }
  if constexpr (width > 1) {
    if (rest != 0) V::store_part(op.y, op.template value<V>(keep, 0, Part{rest}), rest);
  }
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
