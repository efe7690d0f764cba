// SPDX-License-Identifier: MIT
//
// What is refused before anything is written.
#ifndef DROPLET_SRC_CHECK_HPP
#define DROPLET_SRC_CHECK_HPP

#include <stddef.h>
#include <stdint.h>

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

// The size of an element type, and the byte that a dropped element consists of. An integer, as GCC
// passes small structures through memory.
enum class Element : uint32_t {};
constexpr Element element(size_t size, uint8_t dropped) {
  return static_cast<Element>(size | uint32_t{dropped} << 8);
}
constexpr size_t size_of(Element type) { return static_cast<uint32_t>(type) & 0xFF; }
constexpr uint8_t dropped_byte(Element type) {
  return static_cast<uint8_t>(static_cast<uint32_t>(type) >> 8);
}
template <class T>
constexpr Element floating = element(sizeof(T), 0);

// For n elements from x to y, and a stored mask, which may be null.
droplet_status_t check_buffers(const void* x, const void* y, size_t n, size_t size,
                               const uint8_t* bits = nullptr);

// Checks all arguments of an operation and carries it out where nothing needs to be drawn. Returns
// the status that ends the call, or `undecided` where the call goes on to draw.
constexpr droplet_status_t undecided = -1;
droplet_status_t settle(const droplet_mask_t* mask, const void* x, void* y, size_t n, Element type,
                        uint8_t* bits = nullptr);
// What becomes of elements that all are kept, or all dropped.
void set_all(Verdict verdict, const void* x, void* y, size_t n, Element type);

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
