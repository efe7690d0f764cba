// SPDX-License-Identifier: MIT
//
// Applies bits that are drawn or stored, one for each element, in a vocabulary V. The rules of
// lane_vectors.hpp for what ISA files include hold here.
#ifndef DROPLET_SRC_KERNEL_APPLY_HPP
#define DROPLET_SRC_KERNEL_APPLY_HPP

#include "copy.hpp"
#include "droplet/api.h"
#include "kernel/cache_policy.hpp"
#include "kernel/store_over.hpp"

namespace droplet {
namespace detail {
namespace {

// 32 elements: the most whose mask bits every ISA can hold in one vector of 32-bit integers.
constexpr unsigned group_elements = 32;

template <class V, Stores stores, class T, class F>
[[gnu::always_inline]] inline void store(T* y, F a) {
  if constexpr (stores == Stores::past_caches) {
    V::store_nontemporal(y, a);
  } else {
    V::store(y, a);
  }
}

template <class V, Loads loads, Stores stores, class Op>
[[gnu::always_inline]] inline void apply_group(const Op& op, const uint8_t* bits) {
  constexpr unsigned width = Op::template width<V>;
  using Keep = Chosen<V, loads>;
  uint32_t word;
  if constexpr (copies_words_by_call) {
    word = first_bits(bits, group_elements);
  } else {
    __builtin_memcpy(&word, bits, sizeof word);
  }
  const typename V::Bits chosen = V::bits(word);
  if constexpr (width == group_elements) {
    store<V, stores>(op.y, op.template value<V>(Keep{chosen, 0}, 0, Whole{}));
    return;
  }
  if constexpr (one_at_a_time<V, Op>) {
#pragma GCC unroll 1
    for (unsigned k = 0; k < group_elements; k += width) {
      store<V, stores>(op.y + k, op.template value<V>(Keep{chosen, k}, k, Whole{}));
    }
    return;
  }
  // Two loads, then two stores: as x may be y, only this order lets compilers for ARM pair them.
#pragma GCC unroll 16
  for (unsigned k = 0; k < group_elements; k += 2 * width) {
    const auto a = op.template value<V>(Keep{chosen, k}, k, Whole{});
    const auto b = op.template value<V>(Keep{chosen, k + width}, k + width, Whole{});
    store<V, stores>(op.y + k, a);
    store<V, stores>(op.y + k + width, b);
  }
}

// n elements, 1 to 31, in vectors.
template <class V, class Op>
[[gnu::always_inline]] inline void apply_tail(Op op, const uint8_t* bits, unsigned n) {
  constexpr unsigned width = Op::template width<V>;
  uint32_t word = first_bits(bits, n);
  for (; n >= width; n -= width) {
    V::store(op.y, op.template value<V>(Chosen<V, Loads::whole>{V::bits(word), 0}, 0, Whole{}));
    op.advance(width);
    word >>= width % 32;
  }
  if (n == 0) return;
  const Chosen<V, Loads::whole> keep{V::bits(word), 0};
  V::store_part(op.y, op.template value<V>(keep, 0, Part{n}), n);
}

template <class V, Stores stores, class Op>
[[gnu::always_inline]] inline void apply_selecting(Op op, const uint8_t* bits, size_t n) {
  // Where draws overlap there is a prefetcher, which follows only if every element is read.
  constexpr Loads loads =
      masks_loads<V, ElementOf<Op>> && !V::overlaps_draws ? Loads::masked : Loads::whole;
  for (; n >= group_elements; n -= group_elements) {
    apply_group<V, loads, stores>(op, bits);
    bits += group_elements / 8;
    op.advance(group_elements);
  }
  if (n != 0) apply_tail<V>(op, bits, cast<unsigned>(n));
}

template <class Isa, class V, class Op>
[[gnu::always_inline]] inline void apply_bits(const Op& op, size_t at, const uint8_t* bits,
                                              size_t n) {
  if constexpr (stores_over<V, Op>()) {
    kernel::kept_span<Isa>(op, at, n);
    using Integer = BitsOf<ElementOf<Op>>;
    Integer dropped = 0;
    if constexpr (!Op::drops_to_zero) {
      ElementOf<Op> element;
      V::store(&element, op.template value<V>(None{}, 0, Whole{}));
      dropped = __builtin_bit_cast(Integer, element);
    }
    store_over_dropped(bits, reinterpret_cast<Integer*>(op.y + at), n, dropped);
  } else if constexpr (Op::template width<V> == 1) {
    for (size_t i = 0; i < n; i += group_elements, bits += group_elements / 8) {
      const size_t count = n - i < group_elements ? n - i : group_elements;
      kernel::scalar_group<Isa>(op, at + i, bits, static_cast<unsigned>(count));
    }
  } else {
    if constexpr (bypasses_caches<V, ElementOf<Op>>) {
      if (passes_caches(op.input(), op.y + at, n * sizeof *op.y)) {
        apply_selecting<V, Stores::past_caches>(advanced(prepared(op), at), bits, n);
        V::end_nontemporal();
        return;
      }
    }
    apply_selecting<V, Stores::to_caches>(advanced(prepared(op), at), bits, n);
  }
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
