// SPDX-License-Identifier: MIT
#include "check.hpp"
#include "mask/reader.hpp"

using namespace droplet::detail;

#if !defined(DROPLET_INFERENCE_ONLY)

namespace {

// Bit `used` of byte 0 is the first of n; what `bits` has beyond them is not looked at.
DROPLET_KERNEL(local)
void clear_dropped(uint8_t* out, unsigned used, const uint8_t* bits, size_t n) {
  constexpr size_t together = 8 * sizeof(size_t);
  if (used == 0 && reinterpret_cast<uintptr_t>(out) % sizeof(size_t) == 0) {
    for (; n >= together; n -= together, out += sizeof(size_t), bits += sizeof(size_t)) {
      size_t drawn, stored;
      __builtin_memcpy(&drawn, __builtin_assume_aligned(bits, sizeof drawn), sizeof drawn);
      __builtin_memcpy(&stored, __builtin_assume_aligned(out, sizeof stored), sizeof stored);
      stored &= drawn;
      __builtin_memcpy(__builtin_assume_aligned(out, sizeof stored), &stored, sizeof stored);
    }
  }
  for (; n != 0; ++out, ++bits) {
    const unsigned count = n < 8 ? cast<unsigned>(n) : 8;
    const unsigned dropped = ((*bits ^ 0xFFu) & ((1u << count) - 1)) << used;
    out[0] = static_cast<uint8_t>(out[0] & ~dropped);
    if (dropped > 0xFF) out[1] = static_cast<uint8_t>(out[1] & ~(dropped >> 8));
    n -= count;
  }
}

}  // namespace

#endif

extern "C" droplet_status_t droplet_and_mask(const droplet_mask_t* mask, uint8_t* bits, size_t n) {
  const droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK || n == 0) return status;
  if (bits == nullptr) return DROPLET_NULL_BUFFER;
  const Verdict verdict = verdict_of(mask);
  if (verdict == Verdict::drop_all) {
    __builtin_memset(bits, 0, n / 8);
    if (n % 8 != 0) bits[n / 8] = static_cast<uint8_t>(bits[n / 8] & 0xFFu << n % 8);
  }
#if !defined(DROPLET_INFERENCE_ONLY)
  if (verdict == Verdict::draw) {
    StripeReader reader(chosen_isa(), *mask, n);
    for (size_t at = 0; at != n;) {
      const size_t count = reader.read(n - at);
      clear_dropped(bits + at / 8, at % 8, reader.bits(), count);
      at += count;
    }
  }
#endif
  return DROPLET_OK;
}
