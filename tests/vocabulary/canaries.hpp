// SPDX-License-Identifier: MIT
//
// Memory between canaries, for machines without pages that fault: writes are seen, reads are
// not. It has what ../guarded.hpp has.
#ifndef DROPLET_TESTS_VOCABULARY_CANARIES_HPP
#define DROPLET_TESTS_VOCABULARY_CANARIES_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "place.hpp"

namespace support {

class Guarded {
 public:
  explicit Guarded(std::size_t) { std::memset(bytes_, canary, sizeof bytes_); }
  std::uint8_t* place(std::size_t, bool) { return bytes_ + margin; }
  bool canaries_intact(const std::uint8_t* p, std::size_t size) const {
    for (const std::uint8_t& byte : bytes_) {
      if ((&byte < p || &byte >= p + size) && byte != canary) return false;
    }
    return true;
  }

 private:
  static constexpr std::uint8_t canary = 0xC5;
  static constexpr std::size_t margin = 64;
  alignas(16) std::uint8_t bytes_[vocabulary::Place::size + 2 * margin];
};

}  // namespace support

#endif
