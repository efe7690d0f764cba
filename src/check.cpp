// SPDX-License-Identifier: MIT
#include "check.hpp"

#include <string.h>

#include "mask/decisions.hpp"
#include "mask/writer.hpp"

namespace droplet {
namespace detail {

// The format first, as it decides what the other bytes mean.
droplet_status check_rate(const droplet_rate_t* rate) noexcept {
  if (rate == nullptr) return DROPLET_BAD_DESCRIPTOR;
  if (rate->format > DROPLET_MASK_FORMAT) return DROPLET_UNKNOWN_FORMAT;
  if (rate->format == 0 || !has_keep(*rate)) return DROPLET_BAD_PROBABILITY;
  return rate->reserved == 0 && has_scale(*rate) ? DROPLET_OK : DROPLET_BAD_DESCRIPTOR;
}

droplet_status check_descriptor(const droplet_mask_t* mask) noexcept {
  if (inference_only) return DROPLET_OK;
  const droplet_status status = check_rate(mask == nullptr ? nullptr : &mask->rate);
  if (status != DROPLET_OK) return status;
  std::uint32_t mode_and_zeros;
  memcpy(&mode_and_zeros, __builtin_assume_aligned(&mask->mode, sizeof(std::uint32_t)),
         sizeof mode_and_zeros);
  return mode_and_zeros <= DROPLET_INFERENCE ? DROPLET_OK : DROPLET_BAD_DESCRIPTOR;
}

droplet_status check_buffers(const void* x, const void* y, std::size_t n, const std::uint8_t* bits,
                             std::size_t size) noexcept {
  if (n == 0) return DROPLET_OK;
  std::size_t bytes;
  if (__builtin_mul_overflow(n, size, &bytes)) return DROPLET_BAD_SIZE;
  if (x == nullptr || y == nullptr) return DROPLET_NULL_BUFFER;
  const Bytes in{x, bytes};
  const Bytes out{y, bytes};
  if (overlap_in_part(in, out)) return DROPLET_OVERLAP;
  if (bits == nullptr) return DROPLET_OK;
  const Bytes stored{bits, mask_bytes(n)};
  return overlap(stored, in) || overlap(stored, out) ? DROPLET_OVERLAP : DROPLET_OK;
}

Verdict training_verdict(const droplet_mask_t& mask) noexcept {
  if (mask.mode != DROPLET_TRAIN) return Verdict::keep_all;
  const std::uint64_t units = keep_units(mask.rate);
  return units == keep_everything ? Verdict::keep_all
         : units == 0             ? Verdict::drop_all
                                  : Verdict::draw;
}

droplet_status settle(const droplet_mask_t* mask, const void* x, void* y, std::size_t n,
                      std::uint8_t* bits, Element type) noexcept {
  const std::size_t size = static_cast<std::uint32_t>(type) & 0xFF;
  droplet_status status = check_descriptor(mask);
  if (status == DROPLET_OK) status = check_buffers(x, y, n, bits, size);
  if (status != DROPLET_OK || n == 0) return status;
  const Verdict verdict = verdict_of(mask);
  if (verdict == Verdict::draw) return undecided;
  if (verdict == Verdict::drop_all) {
    memset(y, static_cast<int>(static_cast<std::uint32_t>(type) >> 8), n * size);
  } else if (x != y) {
    memcpy(y, x, n * size);
  }
  if (bits != nullptr) fill_constant_mask(verdict == Verdict::keep_all, bits, n);
  return DROPLET_OK;
}

droplet_status settle_channels(const droplet_mask_t* mask, const float* x, float* y, std::size_t n,
                               std::uint8_t layout) noexcept {
  if (layout <= DROPLET_CHANNELS_LAST) return settle(mask, x, y, n, nullptr);
  const droplet_status status = check_descriptor(mask);
  return status == DROPLET_OK ? DROPLET_BAD_OPTION : status;
}

}  // namespace detail
}  // namespace droplet
