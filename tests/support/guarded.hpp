// SPDX-License-Identifier: MIT
//
// Memory between two pages that fault.
#ifndef DROPLET_TESTS_SUPPORT_GUARDED_HPP
#define DROPLET_TESTS_SUPPORT_GUARDED_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "pages.hpp"

namespace support {

class Guarded {
 public:
  explicit Guarded(std::size_t capacity) {
    const std::size_t page = page_size();
    inside_ = (capacity + page - 1) / page * page;
    whole_ = inside_ + 2 * page;
    begin_ = static_cast<std::uint8_t*>(closed_pages(whole_)) + page;
    open_pages(begin_, inside_);
  }
  ~Guarded() { free_pages(begin_ - (whole_ - inside_) / 2, whole_); }
  Guarded(const Guarded&) = delete;
  Guarded& operator=(const Guarded&) = delete;

  // `size` bytes that end, or begin, at a page that faults; on the other side are canaries.
  std::uint8_t* place(std::size_t size, bool at_end) {
    std::uint8_t* p = at_end ? begin_ + inside_ - size : begin_;
    std::memset(canaries(p, size), canary, canary_size);
    return p;
  }
  bool canaries_intact(std::uint8_t* p, std::size_t size) const {
    const std::uint8_t* const c = canaries(p, size);
    return c[0] == canary && std::memcmp(c, c + 1, canary_size - 1) == 0;
  }
  // Whether they are as `want`, and the canaries intact.
  bool holds(std::uint8_t* p, const void* want, std::size_t size) const {
    return canaries_intact(p, size) && (size == 0 || std::memcmp(p, want, size) == 0);
  }

 private:
  static constexpr std::uint8_t canary = 0xC5;
  static constexpr std::size_t canary_size = 256;

  std::uint8_t* canaries(std::uint8_t* p, std::size_t size) const {
    return p == begin_ ? p + size : p - canary_size;
  }

  std::uint8_t* begin_;
  std::size_t inside_, whole_;
};

// A copy of n elements.
template <class T>
T* put(Guarded* memory, const T* from, std::size_t n, bool at_end) {
  std::uint8_t* p = memory->place(sizeof(T) * n, at_end);
  if (n != 0) std::memcpy(p, from, sizeof(T) * n);
  return reinterpret_cast<T*>(p);
}

}  // namespace support

#endif
