// SPDX-License-Identifier: MIT
//
// Elements that are all kept, on cores that store over what is dropped. The rules of
// lane_vectors.hpp for what ISA files include hold here.
#ifndef DROPLET_SRC_KERNEL_KEPT_SPAN_HPP
#define DROPLET_SRC_KERNEL_KEPT_SPAN_HPP

#include "copy.hpp"
#include "kernel/span.hpp"
#include "kernel/store_over.hpp"
#include "ops/requantize.hpp"
#include "ops/scale.hpp"

namespace droplet {
namespace detail {
namespace {

template <class W, class T>
using StoredWord = decltype(W::store_word(declared<T*>(), W::load(declared<T*>())));

// What is left of at least count * repeat vectors of W, all kept. `count` are loaded before they
// are stored, then the pointers step.
template <class W, size_t count, size_t repeat, class Op, class Store>
[[gnu::always_inline]] inline size_t kept_groups(Op* op, size_t n, Store store) {
  constexpr size_t width = Op::template width<W>;
  constexpr size_t whole = count * repeat * width;
  do {
#pragma GCC unroll 2
    for (size_t r = 0; r < repeat; ++r) {
      // Hidden, or GCC steps copies of the pointers, and computes these after the loop.
      __asm__("" : "+r"(op->x), "+r"(op->y));
      decltype(op->template value<W>(All{}, 0, Whole{})) a[count];
#pragma GCC unroll 8
      for (size_t k = 0; k < count; ++k) {
        a[k] = op->template value<W>(All{}, k * width, Whole{});
      }
#pragma GCC unroll 8
      for (size_t k = 0; k < count; ++k) store(op->y + k * width, a[k]);
      op->advance(count * width);
    }
    n -= whole;
    __asm__("" : "+r"(n));
  } while (n >= whole);
  return n;
}

// Requantize as W does it, with constants that are made once for words and for what stands alone:
// GCC made them twice.
template <class W, class T>
using ScaleIn = decltype(W::scale(declared<const T*>(), 0, 0, 0));
template <class W, class T>
struct Rescale : Unary<T> {
  ScaleIn<W, T> by;

  template <class V, class Keep, class N>
  [[gnu::always_inline]] auto value(Keep, size_t i, N n) const {
    return W::rescale(load<V>(this->x + i, n), by);
  }
};

// n elements that are all kept: floats eight at a time, narrower ones by words of x, as far as W
// has them, and what stands before the first word and after the last one by one.
template <class V, class W, class Op>
[[gnu::always_inline]] inline void kept_elements(Op op, size_t n) {
  using T = ElementOf<Op>;
  constexpr size_t width = Op::template width<W>;
  while (n != 0) {
    if constexpr (__is_same(T, float)) {
      if (n >= 8) {
        n = kept_groups<V, 8, 1>(&op, n, [](T* y, auto a) { V::store(y, a); });
        continue;
      }
    } else {
      if (n >= 2 * width && begins_word(op.input())) {
        if constexpr (has<StoredWord, W, T>) {
          if (begins_word(op.y)) {
            n = kept_groups<W, 1, 2>(&op, n, [](T* y, auto a) { W::store_word(y, a); });
            continue;
          }
        }
        n = kept_groups<W, 1, 1>(&op, n, [](T* y, auto a) { W::store(y, a); });
        continue;
      }
    }
    V::store(op.y, op.template value<V>(All{}, 0, Whole{}));
    op.advance(1);
    --n;
  }
}

template <class V, class W, class Op>
[[gnu::always_inline]] inline void kept_by_words(const Op& op, size_t n) {
  kept_elements<V, W>(op, n);
}
template <class V, class W, class T>
[[gnu::always_inline]] inline void kept_by_words(const Requantize<T>& op, size_t n) {
  if constexpr (has<ScaleIn, W, T>) {
    const Rounded scale = rounded_scale<T>(op.scale);
    kept_elements<V, W>(
        Rescale<W, T>{{op.x, op.y}, W::scale(op.x, scale.significand, scale.exponent, op.zero)}, n);
  } else {
    kept_elements<V, W>(op, n);
  }
}

#if defined(__ARM_FP) && !defined(__aarch64__)
// Sixteen floats by one load and one store of all, which compilers make of no loop: 1.25
// instructions an element, where eight of each took 3.6.
template <class V, class W>
[[gnu::always_inline]] inline void kept_by_words(Scale<float> op, size_t n) {
  size_t blocks = n / 16;
  if (blocks != 0) {
    __asm__(
        "1:\n\t"
        "vldmia %0!, {s16-s31}\n\t"
        "vmul.f32 s16, s16, %3\n\tvmul.f32 s17, s17, %3\n\t"
        "vmul.f32 s18, s18, %3\n\tvmul.f32 s19, s19, %3\n\t"
        "vmul.f32 s20, s20, %3\n\tvmul.f32 s21, s21, %3\n\t"
        "vmul.f32 s22, s22, %3\n\tvmul.f32 s23, s23, %3\n\t"
        "vmul.f32 s24, s24, %3\n\tvmul.f32 s25, s25, %3\n\t"
        "vmul.f32 s26, s26, %3\n\tvmul.f32 s27, s27, %3\n\t"
        "vmul.f32 s28, s28, %3\n\tvmul.f32 s29, s29, %3\n\t"
        "vmul.f32 s30, s30, %3\n\tvmul.f32 s31, s31, %3\n\t"
        "subs %2, %2, #1\n\t"
        "vstmia %1!, {s16-s31}\n\t"
        "bne 1b"
        : "+r"(op.x), "+r"(op.y), "+r"(blocks)
        : "t"(op.factor)
        : "s16", "s17", "s18", "s19", "s20", "s21", "s22", "s23", "s24", "s25", "s26", "s27", "s28",
          "s29", "s30", "s31", "cc", "memory");
  }
  for (n %= 16; n != 0; --n) {
    V::store(op.y, op.template value<V>(All{}, 0, Whole{}));
    op.advance(1);
  }
}
#endif

template <class V, class Op>
[[gnu::always_inline]] inline void kept_span_of(const Op& op, size_t at, size_t n) {
  if constexpr (stores_over<V, Op>()) {
    if constexpr (Op::may_copy) {
      if (op.copies(All{})) {
        if (op.input() != op.y) copy(op.y + at, op.input() + at, n * sizeof *op.y);
        return;
      }
    }
    if constexpr (Op::only_copies) {
      return;
    } else if constexpr (__is_same(ElementOf<Op>, float) || Op::template width<Words> != 0) {
      kept_by_words<V, Words>(advanced(op, at), n);
    } else {
      span<V, All>(prepared(op), at, n);
    }
  }
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
