// SPDX-License-Identifier: MIT
//
// What of a call goes by the caches or is fetched into them by hand, in bytes of the whole call.
#ifndef DROPLET_SRC_KERNEL_CACHE_POLICY_HPP
#define DROPLET_SRC_KERNEL_CACHE_POLICY_HPP

#include <stddef.h>
#include <stdint.h>

namespace droplet {
namespace detail {
namespace {

enum class Stores { to_caches, past_caches };
enum class Prefetch { no, by_hand };

// Whether y is stored past the caches: with x it is more than the last cache of most CPUs. Dropout
// of 16 Mi floats took 0.7 of the time (AVX2, Zen 3). In place, reading x brings the lines in
// anyway.
template <class V>
inline bool passes_caches(const void* x, const void* y, size_t bytes) {
  constexpr size_t least = size_t{32} << 20;
  return V::bypasses_caches && bytes >= least && x != y && reinterpret_cast<uintptr_t>(y) % 16 == 0;
}

// Masked loads are the fewest instructions, but a CPU's own prefetcher does not follow them. As far
// as the second-level caches of today hold both buffers, prefetches only cost; and so they do in
// place.
template <class V>
inline bool prefetches(const void* x, const void* y, size_t bytes) {
  constexpr size_t least = size_t{128} << 10;
  return V::masked_loads && bytes > least && x != y;
}

// Two cache lines, a group of floats, 2 KiB ahead: on Zen 3 dropout of 16 Mi floats went from 1.31
// to 1.00 times y = s x. By force: a function of nothing but prefetches is pure to GCC, and a call
// of it goes.
[[gnu::always_inline]] inline void prefetch_ahead(const void* x) {
  const char* ahead = static_cast<const char*>(x) + 2048;
  __builtin_prefetch(ahead);
  __builtin_prefetch(ahead + 64);
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
