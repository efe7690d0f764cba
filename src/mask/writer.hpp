// SPDX-License-Identifier: MIT
//
// Bits, written one after the other.
#ifndef DROPLET_SRC_MASK_WRITER_HPP
#define DROPLET_SRC_MASK_WRITER_HPP

#include "mask/shape.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// n ones, or zeros.
void fill_constant_mask(bool bit, uint8_t* bits, size_t n);

class MaskWriter {
 public:
  void begin(uint8_t* out) {
    out_ = out;
    used_ = 0;
  }
  void append(const uint8_t* bits, size_t n);

  // Where the next bit is the first of a byte, others may write whole bytes there.
  bool stands_at_byte() const { return used_ == 0; }
  uint8_t* place() const { return out_; }
  void skip(size_t n) { out_ += n / 8; }

 private:
  uint8_t* out_;
  unsigned used_;  // bits of the byte there, which is not full yet: 0 to 7
};

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
