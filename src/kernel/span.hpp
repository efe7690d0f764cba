// SPDX-License-Identifier: MIT
//
// Elements that are all kept, or all dropped, in a vocabulary V. The rules of lane_vectors.hpp for
// what ISA files include hold here.
#ifndef DROPLET_SRC_KERNEL_SPAN_HPP
#define DROPLET_SRC_KERNEL_SPAN_HPP

#include <stddef.h>

#include "droplet/api.h"
#include "kernel/keep.hpp"

namespace droplet {
namespace detail {
namespace {

// Of n elements from `i` on. The Op is a copy, as a store to y might change the caller's.
template <class V, class Keep, class Op>
[[gnu::always_inline]] inline void span(const Op op, size_t i, size_t n) {
  constexpr size_t width = Op::template width<V>;
  constexpr Keep keep;
  // Loads before stores: as x may be y, only this order lets compilers for ARM pair them.
  constexpr bool in_groups =
      keeps_any<Keep> && V::stores_over_dropped && __is_same(ElementOf<Op>, float);
  constexpr size_t count = one_at_a_time<V, Op> ? 1 : width > 1 ? 4 : in_groups ? 8 : 1;
  for (size_t groups = n / (count * width); groups != 0; --groups) {
    decltype(op.template value<V>(keep, i, Whole{})) a[count];
#pragma GCC unroll 8
    for (size_t k = 0; k < count; ++k) a[k] = op.template value<V>(keep, i + k * width, Whole{});
#pragma GCC unroll 8
    for (size_t k = 0; k < count; ++k) V::store(op.y + i + k * width, a[k]);
    i += count * width;
  }
  size_t rest = n % (count * width);
  for (; rest >= width; rest -= width, i += width) {
    V::store(op.y + i, op.template value<V>(keep, i, Whole{}));
  }
  if constexpr (width > 1) {
    if (rest != 0)
      V::store_part(op.y + i, op.template value<V>(keep, i, Part{cast<unsigned>(rest)}),
                    cast<unsigned>(rest));
  }
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
