// SPDX-License-Identifier: MIT
//
// What is stored past the caches or prefetched by hand: the bytes of the whole call decide.
#ifndef DROPLET_SRC_KERNEL_CACHE_POLICY_HPP
#define DROPLET_SRC_KERNEL_CACHE_POLICY_HPP

#include <stddef.h>
#include <stdint.h>

namespace droplet {
namespace detail {
namespace {

enum class Stores { to_caches, past_caches };
enum class Prefetch { no, by_hand };

// The fuzzer's builds set fewer bytes.
#if !defined(DROPLET_PAST_CACHES_FROM)
#define DROPLET_PAST_CACHES_FROM (size_t{32} << 20)
#endif

// What store_nontemporal asks of the first of whole vectors.
inline bool begins_vector(const void* y) { return reinterpret_cast<uintptr_t>(y) % 16 == 0; }

// Whether y is stored past the caches: from this size on, x and y exceed the last-level cache of
// most CPUs. Dropout of 16 Mi floats took 0.7 of the time (AVX2, Zen 3). In place, reading x
// fetches the lines anyway.
inline bool passes_caches(const void* x, const void* y, size_t bytes) {
  return bytes >= DROPLET_PAST_CACHES_FROM && x != y && begins_vector(y);
}

// Masked loads take the fewest instructions, but a CPU's own prefetcher does not follow them. As
// long as today's second-level caches hold both buffers, prefetches only cost time, and so they do
// in place.
inline bool prefetches(const void* x, const void* y, size_t bytes) {
  constexpr size_t least = size_t{128} << 10;
  return bytes > least && x != y;
}

// Whether rows of so many bytes are applied one by one, first those that are kept (rows.hpp), and
// not by runs of neighbours with the same decision: drop path of rows of 64 floats took 0.4 to 0.9
// of the time, of 1 KiB as long, and longer past the caches (AVX2, Zen 3; the key changes).
constexpr bool sweeps(size_t bytes) { return bytes <= 512; }

// Rows of so many vectors are read and written in order, what is dropped too, as to find each takes
// longer: drop path of 2,048 floats in rows of 8, 16, 32 and 40 took 0.5, 0.65, 0.7 and 0.7 of the
// time, whatever p. In rows of 48 it would take 1.16 in the second cache at p = 0.9 (AVX2, Zen 3).
constexpr size_t vectors_of_short_rows = 5;

// Whether rows out of place are read and written in order, past the caches, though what is dropped
// is read too: gaps leave the CPU's own prefetcher behind. Where rows are long, or few are kept,
// gaps gain.
inline bool selects_rows(size_t bytes, size_t row_bytes, bool keeps_few) {
  return bytes >= DROPLET_PAST_CACHES_FROM && row_bytes <= 4096 &&
         !(keeps_few && row_bytes >= 1024);
}

// A group of n elements, which has one cache line or two, 2 KiB ahead: on Zen 3 dropout of 16 Mi
// floats went from 1.31 to 1.00 times the time of y = s x. Inlined by force: to GCC a function of
// nothing but prefetches is pure, and it removes calls of it.
template <unsigned n, class T>
[[gnu::always_inline]] inline void prefetch_ahead(const T* x) {
  const char* ahead = reinterpret_cast<const char*>(x) + 2048;
  __builtin_prefetch(ahead);
  if constexpr (n * sizeof *x > 64) __builtin_prefetch(ahead + 64);
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
