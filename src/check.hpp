// SPDX-License-Identifier: MIT
//
// What is refused before anything is written.
#ifndef DROPLET_SRC_CHECK_HPP
#define DROPLET_SRC_CHECK_HPP

#include <stddef.h>
#include <stdint.h>

#include "copy.hpp"
#include "interface.hpp"
#include "mask/decisions.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// a * b, or, where that does not fit, more elements than any buffer has.
inline size_t product(size_t a, size_t b) {
  size_t n;
  return __builtin_mul_overflow(a, b, &n) ? SIZE_MAX : n;
}

struct Bytes {
  const void* data;
  size_t size;
};

// Neither may be empty. Modulo 2^32 or 2^64: a distance to what lies before is larger than a
// buffer.
DROPLET_WRAPS_ inline bool overlap(Bytes a, Bytes b) {
  const auto p = reinterpret_cast<uintptr_t>(a.data);
  const auto q = reinterpret_cast<uintptr_t>(b.data);
  return q - p < a.size || p - q < b.size;
}

// What a buffer covers, in bytes: slices, `pitch` bytes from one to the next, and all.
struct Cover {
  uintptr_t begin;
  size_t slice, pitch, all;
};
// Slices of one pitch that do not meet are apart: two tiles of one matrix are.
bool apart(const Cover& a, const Cover& b);

droplet_status_t check_rate(const droplet_rate_t* rate);

// An inference-only build does not look at the descriptor.
droplet_status_t check_descriptor(const droplet_mask_t* mask);

// For n elements from x to y, and a stored mask, which may be null.
droplet_status_t check_buffers(const void* x, const void* y, size_t n, size_t size,
                               const uint8_t* bits = nullptr);

// A verdict beside the statuses, none of which is negative.
constexpr droplet_status_t as_status(Verdict verdict) { return ~static_cast<int>(verdict); }
constexpr Verdict verdict_in(droplet_status_t status) { return static_cast<Verdict>(~status); }
constexpr droplet_status_t undecided = as_status(Verdict::draw);

// What follows is not of templates, so that an image with several types holds it once. `zero` is
// what is dropped, of elements of `size` bytes: 0 but for integers, whose zero point it is.

// That of 16 bits is 0: a distance of 17 from another times a multiplier of 15 would not fit 32.
[[gnu::always_inline]] inline bool is_zero_point(int32_t zero, size_t size) {
  return zero == 0 || size == sizeof zero ||
         (size == sizeof(int8_t) && static_cast<int8_t>(zero) == zero);
}

void fill(void* y, size_t n, size_t size, int32_t zero);

// What becomes of elements that all are kept, or all dropped.
[[gnu::always_inline]] inline void set_all(Verdict verdict, const void* x, void* y, size_t n,
                                           size_t size, int32_t zero) {
  if (verdict == Verdict::drop_all) {
    fill(y, n, size, zero);
  } else if (x != y) {
    copy(y, x, n * size);
  }
}

// Checks all arguments of an operation that only drops, and carries the call out where nothing
// needs to be drawn. Returns the status that ends it, or `undecided` where it goes on to draw.
droplet_status_t settle(const droplet_mask_t* mask, const void* x, void* y, size_t n, size_t size,
                        int32_t zero, uint8_t* bits = nullptr);

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
