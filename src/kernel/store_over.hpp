// SPDX-License-Identifier: MIT
//
// The way of scalar cores that find it shorter than to select: all elements are computed as if
// kept, then what is dropped is stored over. The rules of lane_vectors.hpp for what ISA files
// include hold here.
#ifndef DROPLET_SRC_KERNEL_STORE_OVER_HPP
#define DROPLET_SRC_KERNEL_STORE_OVER_HPP

#include "kernel/one_by_one.hpp"
#include "mask/words.hpp"

namespace droplet {
namespace detail {
namespace {

template <class V, class Op>
constexpr bool stores_over() {
  if constexpr (Op::may_store_over && Op::template width<V> == 1) {
    return V::stores_over_dropped || Op::only_copies || Op::template width<Words> != 0;
  }
  return false;
}

template <class T>
[[gnu::always_inline]] inline bool begins_word(const T* p) {
  return reinterpret_cast<uintptr_t>(p) % sizeof(uint32_t) == 0;
}

template <class T>
using BitsOf =
    Conditional<sizeof(T) == 1, uint8_t, Conditional<sizeof(T) == 2, uint16_t, uint32_t>>;

#if defined(DROPLET_COUNTS_ZEROS_BY_CALL)
// To find the next dropped element would be a call, so each is asked for, and a byte of kept ones
// passed by: on Cortex-M0+ 2.3 instructions an element at p = 0.1, and at any p at most 3.6.
template <class T>
[[gnu::always_inline]] inline void store_over(const uint8_t* bits, T* y, size_t n, T value) {
  for (auto left = static_cast<ptrdiff_t>(n); left > 0; left -= 8) {
    uint32_t kept = *bits++;
    if (left < 8) kept |= 0xFF & 0xFFu << left;
    if (kept != 0xFF) {
#pragma GCC unroll 8
      for (unsigned i = 0; i < 8; ++i) {
        if (static_cast<int32_t>(kept << (31 - i)) < 0) continue;
        __builtin_memcpy(__builtin_assume_aligned(y + i, sizeof value), &value, sizeof value);
      }
    }
    y += 8;
  }
}
#else
// Elements by their bits, in the order in which take_first takes one, whose index it returns. ARM
// counts zeros from the top alone: there the bits are reversed once, and not for each.
#if defined(__arm__) && defined(__ARM_FEATURE_CLZ) && __ARM_ARCH >= 7
[[gnu::always_inline]] inline uint32_t in_order(uint32_t bits) {
  __asm__("rbit %0, %0" : "+r"(bits));
  return bits;
}
// Volatile, or it is held in a register that a function must save, for four bytes more.
[[gnu::always_inline]] inline uint32_t first_one() {
  uint32_t one;
  __asm__ volatile("mov %0, #0x80000000" : "=r"(one));
  return one;
}
[[gnu::always_inline]] inline int take_first(uint32_t* bits, uint32_t one) {
  const int first = __builtin_clz(*bits);
  *bits &= ~(one >> first);
  return first;
}
#else
[[gnu::always_inline]] inline uint32_t in_order(uint32_t bits) { return bits; }
[[gnu::always_inline]] inline uint32_t first_one() { return 1; }
[[gnu::always_inline]] inline int take_first(uint32_t* bits, uint32_t) {
  const int first = __builtin_ctz(*bits);
  *bits &= *bits - 1;
  return first;
}
#endif

// The elements, from 0 to `last` or 31, that are dropped. Functions of their own, as an image with
// several types holds them once.
[[gnu::noinline]] DROPLET_KERNEL(local) DROPLET_WRAPS_ inline uint32_t
    dropped_bytes(const uint8_t* bits, size_t last) {
  const size_t others = last < 31 ? 31 - last : 0;
  return in_order(~first_bits(bits, 32 - others) << others >> others);
}
[[gnu::noinline]] DROPLET_KERNEL(local) inline uint32_t
    dropped_of(const uint8_t* bits, size_t last) {
  if (last < 31 || !begins_word(bits)) return dropped_bytes(bits, last);
  return in_order(~Words::word_at(bits));
}

template <class T>
[[gnu::always_inline]] inline void store_over(const uint8_t* bits, T* y, size_t n, T value) {
  auto last = static_cast<ptrdiff_t>(n) - 1;
  do {
    uint32_t dropped = dropped_of(bits, static_cast<size_t>(last));
    if (dropped != 0) {
      const uint32_t one = first_one();
      do {
        T* const at = y + take_first(&dropped, one);
        __builtin_memcpy(__builtin_assume_aligned(at, sizeof value), &value, sizeof value);
      } while (dropped != 0);
    }
    bits += 4;
    y += 32;
    last -= 32;
  } while (last >= 0);
}
#endif

// One for each size, as GCC puts no template into a section of the user's choice. They take
// integers: on ARM a store of one takes an index, and a store of a float does not.
// NOLINTBEGIN(bugprone-macro-parentheses): the argument is a type
#define DROPLET_STORE_OVER_DROPPED(T)                                            \
  DROPLET_KERNEL(local)                                                          \
  inline void store_over_dropped(const uint8_t* bits, T* y, size_t n, T value) { \
    store_over(bits, y, n, value);                                               \
  }
DROPLET_STORE_OVER_DROPPED(uint8_t)
DROPLET_STORE_OVER_DROPPED(uint16_t)
DROPLET_STORE_OVER_DROPPED(uint32_t)
#undef DROPLET_STORE_OVER_DROPPED
// NOLINTEND(bugprone-macro-parentheses)

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
