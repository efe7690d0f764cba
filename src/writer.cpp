// SPDX-License-Identifier: MIT
#include "mask/writer.hpp"

#include "copy.hpp"

#include "droplet/api.h"

namespace droplet {
namespace detail {

void fill_constant_mask(bool bit, uint8_t* bits, size_t n) {
  __builtin_memset(bits, bit ? 0xFF : 0, mask_bytes(n));
  if (bit && n % 8 != 0) bits[n / 8] = static_cast<uint8_t>((1u << n % 8) - 1);
}

DROPLET_KERNEL(MaskWriter.append)
void MaskWriter::append(const uint8_t* bits, size_t n) {
  if (used_ == 0) {
    copy(out_, bits, n / 8);
    out_ += n / 8;
    bits += n / 8;
    n %= 8;
  }
  for (; n != 0; ++bits) {
    const unsigned count = n < 8 ? cast<unsigned>(n) : 8;
    carry_ |= (*bits & ((1u << count) - 1)) << used_;
    used_ += count;
    n -= count;
    if (used_ >= 8) {
      *out_++ = static_cast<uint8_t>(carry_);
      carry_ >>= 8;
      used_ -= 8;
    }
  }
}

}  // namespace detail
}  // namespace droplet
