// SPDX-License-Identifier: MIT
#include "mask/writer.hpp"

#include "copy.hpp"

#include "droplet/api.h"

namespace droplet {
namespace detail {

void fill_constant_mask(bool bit, uint8_t* bits, size_t n) {
  const uint8_t byte = bit ? 0xFF : 0;
  __builtin_memset(bits, byte, n / 8);
  if (n % 8 != 0) bits[n / 8] = static_cast<uint8_t>(byte & ((1u << n % 8) - 1));
}

// A byte that is not full is written, too: no one says which append is the last.
DROPLET_KERNEL(MaskWriter.append)
void MaskWriter::append(const uint8_t* bits, size_t n) {
  uint8_t* out = out_;
  unsigned used = used_, carry = 0;
  if (used != 0) {
    carry = *out;
  } else {
    copy(out, bits, n / 8);
    out += n / 8;
    bits += n / 8;
    n %= 8;
  }
  for (; n != 0; ++bits) {
    const unsigned count = n < 8 ? cast<unsigned>(n) : 8;
    carry |= (*bits & ((1u << count) - 1)) << used;
    used += count;
    n -= count;
    if (used >= 8) {
      *out++ = static_cast<uint8_t>(carry);
      carry >>= 8;
      used -= 8;
    }
  }
  if (used != 0) *out = static_cast<uint8_t>(carry);
  out_ = out;
  used_ = used;
}

}  // namespace detail
}  // namespace droplet
