// SPDX-License-Identifier: MIT
//
// How an Op says what becomes of a vector, in a vocabulary V. Which elements are kept is `Chosen`,
// by bits of a mask, or `All` or `None` of them; how many there are is `Whole`, a vector of them,
// or `Part`. One expression serves bodies, tails and rows. The rules of lane_vectors.hpp for what
// ISA files include hold here.
#ifndef DROPLET_SRC_KERNEL_KEEP_HPP
#define DROPLET_SRC_KERNEL_KEEP_HPP

#include <stddef.h>
#include <stdint.h>

#include "ops.def"
#include "traits.hpp"
#include "types.hpp"

namespace droplet {
namespace detail {
namespace {

// Whether dropped elements are read.
enum class Loads { whole, masked };

// Bits k, k + 1, ... of `bits`.
template <class V, Loads loads>
struct Chosen {
  typename V::Bits bits;
  unsigned k;
};
struct All {};
struct None {};
template <class Keep>
constexpr bool keeps_any = true;
template <>
constexpr bool keeps_any<None> = false;

struct Whole {};
struct Part {
  unsigned n;
};

// What a vocabulary can do with elements of T is seen by the ops that it has on them.
template <template <class, class> class Result, class V, class T, class = void>
constexpr bool has = false;
template <template <class, class> class Result, class V, class T>
constexpr bool has<Result, V, T, Void<Result<V, T>>> = true;

template <class V, class T>
using Loaded = decltype(V::load(declared<const T*>()));
template <class V, class T>
using LoadedKept = decltype(V::load_kept(V::bits(0), 0, declared<const T*>()));
template <class V, class T>
using Streamed = decltype(V::store_nontemporal(declared<T*>(), V::load(declared<T*>())));
template <class V, class T>
constexpr bool masks_loads = has<LoadedKept, V, T>;
template <class V, class T>
constexpr bool bypasses_caches = has<Streamed, V, T>;

// How many elements of T a vector of V holds. 0: V has no ops on them, and kernels use the
// specification's.
template <class V, class T>
constexpr unsigned width_of = has<Loaded, V, T> ? V::floats : 0;
#define DROPLET_WIDTH_OF(T, suffix) \
  template <class V>                \
  constexpr unsigned width_of<V, T> = has<Loaded, V, T> ? V::template integers<T> : 0;
DROPLET_INTEGER_TYPES(DROPLET_WIDTH_OF)

// An Op as it is applied again and again, which a kernel makes once.
template <class Op>
[[gnu::always_inline]] inline Op prepared(const Op& op) {
  return op;
}

template <class Op>
using ElementOf = Pointee<decltype(Op::y)>;

// Where registers are eight, an Op of many buffers goes a vector at a time: several side by side
// took bias_dropout_add on Cortex-M55 300 bytes of stack.
template <class V, class Op>
constexpr bool one_at_a_time = (V::draws_by_call && Op::buffers > 3) ||
                               (V::converts_by_integers && __is_same(ElementOf<Op>, half));

template <class V, class T>
[[gnu::always_inline]] inline auto load(const T* p, Whole) {
  return V::load(p);
}
template <class V, class T>
[[gnu::always_inline]] inline auto load(const T* p, Part part) {
  return V::load_part(p, part.n);
}

// factor * x where kept, else +0.
template <class V, Loads loads, class F>
[[gnu::always_inline]] inline F scale_kept(Chosen<V, loads> keep, F x, F factor) {
  return V::scale_kept(keep.bits, keep.k, x, factor);
}
template <class V, class F>
[[gnu::always_inline]] inline F scale_kept(All, F x, F factor) {
  return V::multiply(x, factor);
}

template <class V, class F>
[[gnu::always_inline]] inline F scale_kept(None, F, F) {
  return V::broadcast(0.0f);
}

// The same of the elements at p.
template <class V, class Keep, class T, class N, class F>
[[gnu::always_inline]] inline F scale_kept(Keep keep, const T* p, F factor, N n) {
  return scale_kept<V>(keep, load<V>(p, n), factor);
}
template <class V, class T, class F>
[[gnu::always_inline]] inline F scale_kept(Chosen<V, Loads::masked> keep, const T* p, F factor,
                                           Whole) {
  return V::multiply(V::load_kept(keep.bits, keep.k, p), factor);
}
template <class V, class T, class N, class F>
[[gnu::always_inline]] inline F scale_kept(None, const T*, F, N) {
  return V::broadcast(0.0f);
}

template <class V, Loads loads, class F>
[[gnu::always_inline]] inline F select(Chosen<V, loads> keep, F kept, F dropped) {
  return V::select(keep.bits, keep.k, kept, dropped);
}
template <class V, class F, class Dropped>
[[gnu::always_inline]] inline F select(All, const F& kept, const Dropped&) {
  return kept;
}
template <class V, class F>
[[gnu::always_inline]] inline F select(None, F, F dropped) {
  return dropped;
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
