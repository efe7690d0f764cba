// SPDX-License-Identifier: MIT
//
// What is done to float elements, written once over a vocabulary V; it knows no randomness.
// The rules of generator.hpp for what is included by ISA files hold here too.
#ifndef DROPLET_SRC_ELEMENTWISE_HPP
#define DROPLET_SRC_ELEMENTWISE_HPP

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "kernels.hpp"

namespace droplet {
namespace detail {
namespace {

// A masked operation: what becomes of a vector whose mask bits stand at k, loaded or at x. Here
// dropped elements are selected away first, in MaskedAffine last: what they were reaches no result.
template <class V>
struct MaskedScale {
  typename V::F factor;
  static constexpr float dropped = 0.0f;
  explicit MaskedScale(float s) : factor(V::broadcast(s)) {}
  typename V::F kept(typename V::F x) const { return V::multiply(x, factor); }
  typename V::F loaded(typename V::Bits bits, unsigned k, typename V::F x) const {
    return V::multiply(V::select(bits, k, x, V::broadcast(0.0f)), factor);
  }
  typename V::F masked(typename V::Bits bits, unsigned k, const float* x) const {
    return V::multiply(V::load_kept(bits, k, x), factor);
  }
};

template <class V>
struct MaskedAffine {
  typename V::F factor, shift, dropped;
  explicit MaskedAffine(const Affine& a)
      : factor(V::broadcast(a.factor)),
        shift(V::broadcast(a.shift)),
        dropped(V::broadcast(a.dropped)) {}
  typename V::F kept(typename V::F x) const { return V::add_product(shift, x, factor); }
  typename V::F loaded(typename V::Bits bits, unsigned k, typename V::F x) const {
    return V::select(bits, k, kept(x), dropped);
  }
  typename V::F masked(typename V::Bits bits, unsigned k, const float* x) const {
    return loaded(bits, k, V::load(x));
  }
};

// 32 elements: the most whose mask bits every ISA can hold in one vector of 32-bit lanes.
constexpr unsigned group_elements = 32;

template <class V, bool masked_loads, class Op>
[[gnu::always_inline]] inline typename V::F apply_vector(const Op& op, typename V::Bits bits,
                                                         unsigned k, const float* x) {
  if constexpr (masked_loads) {
    return op.masked(bits, k, x + k);
  } else {
    return op.loaded(bits, k, V::load(x + k));
  }
}

// Whether y is stored past the caches: with x it is more than the last cache of most CPUs. Dropout
// of 16 Mi elements took 0.7 of the time (AVX2, Zen 3). In place, reading x brings the lines in
// anyway.
template <class V>
inline bool passes_caches(const float* x, const float* y, size_t n) {
  constexpr size_t least = size_t{1} << 23;  // 32 MiB
  return V::bypasses_caches && n >= least && x != y && reinterpret_cast<uintptr_t>(y) % 16 == 0;
}

template <class V, bool nontemporal>
[[gnu::always_inline]] inline void store(float* p, typename V::F a) {
  if constexpr (nontemporal) {
    V::store_nontemporal(p, a);
  } else {
    V::store(p, a);
  }
}

template <class V, bool masked_loads, bool nontemporal, class Op>
[[gnu::always_inline]] inline void apply_group(const Op& op, const void* mask, const float* x,
                                               float* y) {
  uint32_t word;
  memcpy(&word, mask, sizeof word);
  const typename V::Bits bits = V::bits(word);
  if (V::floats == 1) {
    for (unsigned k = 0; k < group_elements; ++k) {
      V::store(y + k, apply_vector<V, masked_loads>(op, bits, k, x));
    }
    return;
  }
  // Two loads, then two stores: as x may be y, only this order lets ARM pair them.
#pragma GCC unroll 16
  for (unsigned k = 0; k < group_elements; k += 2 * V::floats) {
    const typename V::F a = apply_vector<V, masked_loads>(op, bits, k, x);
    const typename V::F b = apply_vector<V, masked_loads>(op, bits, k + V::floats, x);
    store<V, nontemporal>(y + k, a);
    store<V, nontemporal>(y + k + V::floats, b);
  }
}

template <class V, class Op>
inline void apply_tail(const Op& op, const uint8_t* mask, const float* x, float* y, unsigned n) {
  uint32_t word = 0;
  for (unsigned i = 0; i < n; i += 8) word |= uint32_t{mask[i / 8]} << i;
  for (; n >= V::floats; n -= V::floats, x += V::floats, y += V::floats) {
    V::store(y, op.loaded(V::bits(word), 0, V::load(x)));
    word >>= V::floats % 32;
  }
  if (n != 0) V::store_part(y, op.loaded(V::bits(word), 0, V::load_part(x, n)), n);
}

// y = whole(i), vector by vector, without a mask; `part` gives the first lanes of the last one.
template <class V, class Whole, class Part>
inline void for_each(float* y, size_t n, Whole whole, Part part) {
  constexpr unsigned count = V::stores_over_dropped ? 8 : V::floats == 1 ? 1 : 4;  // loads before stores
  size_t i = 0;
  for (size_t groups = n / (count * V::floats); groups != 0; --groups) {
    typename V::F a[count];
#pragma GCC unroll 8
    for (unsigned k = 0; k < count; ++k) a[k] = whole(i + k * V::floats);
#pragma GCC unroll 8
    for (unsigned k = 0; k < count; ++k) V::store(y + i + k * V::floats, a[k]);
    i += count * V::floats;
  }
  auto rest = static_cast<unsigned>(n % (count * V::floats));
  for (; rest >= V::floats; rest -= V::floats, i += V::floats) V::store(y + i, whole(i));
  if (V::floats > 1 && rest != 0) V::store_part(y + i, part(i, rest), rest);
}

// Up to 32 bits of a mask.
inline uint32_t mask_word(const uint8_t* mask, size_t n) {
  if (n >= 32) return mask[0] | mask[1] * 0x100u | mask[2] * 0x10000u | mask[3] * 0x1000000u;
  uint32_t word = 0;
  for (unsigned i = 0; i < n; i += 8) word |= uint32_t{mask[i / 8]} << i;
  return word;
}

// An integer store takes an index, that of a float does not.
inline void overwrite_dropped(const uint8_t* mask, float* y, size_t n, float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  for (;; mask += 4, y += 32, n -= 32) {
    uint32_t dropped = ~mask_word(mask, n);
    if (n < 32) dropped &= (uint32_t{1} << n) - 1;
    for (; dropped != 0; dropped &= dropped - 1) {
      memcpy(__builtin_assume_aligned(y + __builtin_ctz(dropped), sizeof bits), &bits, sizeof bits);
    }
    if (n <= 32) return;
  }
}

template <class V, bool nontemporal, class Op>
[[gnu::always_inline]] inline void apply_selecting(const Op& op, const uint8_t* mask,
                                                   const float* x, float* y, size_t n) {
  while (n >= group_elements) {
    apply_group<V, V::draws_by_call, nontemporal>(op, mask, x, y);
    n -= group_elements;
    mask += group_elements / 8;
    x += group_elements;
    y += group_elements;
  }
  if (n != 0) apply_tail<V>(op, mask, x, y, static_cast<unsigned>(n));
}

template <class V, class Op>
inline void apply(const Op& op, const uint8_t* mask, const float* x, float* y, size_t n) {
  if constexpr (V::stores_over_dropped) {
    const auto kept = [=](size_t i) { return op.kept(V::load(x + i)); };
    for_each<V>(y, n, kept, [&](size_t i, unsigned) { return kept(i); });
    overwrite_dropped(mask, y, n, op.dropped);
    return;
  }
  if constexpr (V::bypasses_caches) {
    if (passes_caches<V>(x, y, n)) {
      apply_selecting<V, true>(op, mask, x, y, n);
      V::end_nontemporal();
      return;
    }
  }
  apply_selecting<V, false>(op, mask, x, y, n);
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
