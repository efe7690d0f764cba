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

struct Bytes {
  const void* data;
  size_t size;
};

// Neither may be empty. Passed by value, each takes two registers.
inline bool overlap(Bytes a, Bytes b) {
  const auto p = reinterpret_cast<uintptr_t>(a.data);
  const auto q = reinterpret_cast<uintptr_t>(b.data);
  return p < q ? q - p < a.size : p - q < b.size;
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

// Checks all arguments of an operation that only drops, and writes a mask that is not drawn.
// Returns the status that ends the call, or the verdict.
droplet_status_t check_call(const droplet_mask_t* mask, const void* x, const void* y, size_t n,
                            size_t size, uint8_t* bits);

// Dropped elements: of equal bytes are +0, an int16, whose zero point is 0, and an int8.
template <class T>
inline void fill(T* y, size_t n, T dropped) {
  uint8_t byte;
  __builtin_memcpy(&byte, &dropped, sizeof byte);
  __builtin_memset(y, byte, n * sizeof *y);
}
inline void fill(int32_t* y, size_t n, int32_t dropped) {
  for (; n != 0; --n) *y++ = dropped;
}

// What becomes of elements that all are kept, or all dropped.
template <class T>
inline void set_all(Verdict verdict, const T* x, T* y, size_t n, T dropped) {
  if (verdict == Verdict::drop_all) {
    fill(y, n, dropped);
  } else if (x != y) {
    copy_elements(y, x, n);
  }
}

// Carries the call out where nothing needs to be drawn. Returns the status that ends it, or
// `undecided` where it goes on to draw.
template <class T>
inline droplet_status_t settle(const droplet_mask_t* mask, const T* x, T* y, size_t n, T dropped,
                               uint8_t* bits = nullptr) {
  const droplet_status_t status = check_call(mask, x, y, n, sizeof *y, bits);
  if (status >= undecided) return status;
  set_all(verdict_in(status), x, y, n, dropped);
  return DROPLET_OK;
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
