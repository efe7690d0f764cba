// SPDX-License-Identifier: MIT
//
// Choices, read from an input's bytes. Behind its end are zeros: what is short is simple.
#ifndef DROPLET_TESTS_FUZZ_BYTES_HPP
#define DROPLET_TESTS_FUZZ_BYTES_HPP

#include <cstddef>
#include <cstdint>

namespace fuzz {

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : next_(data), end_(data + size) {}

  std::size_t byte() { return next_ != end_ ? *next_++ : 0; }
  std::size_t two_bytes() { return static_cast<std::size_t>(number(2)); }
  std::size_t below(std::size_t n) { return byte() % n; }
  bool flag() { return byte() % 2 != 0; }
  // Once in n; never behind the end.
  bool rarely(std::size_t n) { return byte() % n == n - 1; }
  std::uint64_t number(unsigned size = 8) {
    std::uint64_t value = 0;
    for (unsigned i = 0; i < size; ++i) value |= std::uint64_t{byte()} << 8 * i;
    return value;
  }
  template <class T, std::size_t n>
  T one_of(const T (&list)[n]) {
    return list[below(n)];
  }

 private:
  const std::uint8_t *next_, *end_;
};

}  // namespace fuzz

#endif
