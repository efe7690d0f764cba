// SPDX-License-Identifier: MIT
#include "check.hpp"

#include <string.h>

#include "mask.hpp"

namespace droplet {
namespace detail {

// The format first: what the other bytes mean is its own affair.
droplet_status check_rate(const droplet_rate_t* rate) noexcept {
  if (rate == nullptr) return DROPLET_BAD_DESCRIPTOR;
  if (rate->format > DROPLET_MASK_FORMAT) return DROPLET_UNKNOWN_FORMAT;
  if (rate->format == 0 || !has_keep(*rate)) return DROPLET_BAD_PROBABILITY;
  return rate->reserved == 0 && has_scale(*rate) ? DROPLET_OK : DROPLET_BAD_DESCRIPTOR;
}

droplet_status check_descriptor(const droplet_mask_t* d) noexcept {
  if (inference_only) return DROPLET_OK;
  const droplet_status status = check_rate(d == nullptr ? nullptr : &d->rate);
  if (status != DROPLET_OK) return status;
  std::uint32_t mode_and_zeros;
  memcpy(&mode_and_zeros, __builtin_assume_aligned(&d->mode, sizeof(std::uint32_t)),
         sizeof mode_and_zeros);
  return mode_and_zeros <= DROPLET_INFERENCE ? DROPLET_OK : DROPLET_BAD_DESCRIPTOR;
}

droplet_status check_buffers(const float* x, const float* y, std::size_t n,
                             const std::uint8_t* mask) noexcept {
  if (n == 0) return DROPLET_OK;
  if (n > most_floats) return DROPLET_BAD_SIZE;
  if (x == nullptr || y == nullptr) return DROPLET_NULL_BUFFER;
  const Bytes in{x, n * sizeof(float)};
  const Bytes out{y, n * sizeof(float)};
  if (overlap_in_part(in, out)) return DROPLET_OVERLAP;
  if (mask == nullptr) return DROPLET_OK;
  const Bytes bits{mask, mask_bytes(n)};
  return overlap(bits, in) || overlap(bits, out) ? DROPLET_OVERLAP : DROPLET_OK;
}

bool settle(const droplet_mask_t* d, const float* x, float* y, std::size_t n, std::uint8_t* mask,
            droplet_status* status) noexcept {
  *status = check_descriptor(d);
  if (*status == DROPLET_OK) *status = check_buffers(x, y, n, mask);
  if (*status != DROPLET_OK || n == 0) return true;
  const bool keep = keeps_all(*d);
  if (!keep && !drops_all(*d)) return false;
  if (keep) {
    copy(x, y, n);
  } else {
    memset(y, 0, n * sizeof(float));
  }
  if (mask != nullptr) fill_constant_mask(keep, mask, n);
  return true;
}

bool settle_channels(const droplet_mask_t* d, const float* x, float* y, std::size_t n,
                     std::uint8_t layout, droplet_status* status) noexcept {
  if (layout <= DROPLET_CHANNELS_LAST) return settle(d, x, y, n, nullptr, status);
  *status = check_descriptor(d);
  if (*status == DROPLET_OK) *status = DROPLET_BAD_OPTION;
  return true;
}

}  // namespace detail
}  // namespace droplet

extern "C" {

const char* droplet_describe(droplet_status status) noexcept {
  switch (status) {
    case DROPLET_OK:
      return "ok";
    case DROPLET_BAD_DESCRIPTOR:
      return "the descriptor is null or damaged: make it by DROPLET_MASK, Mask or "
             "droplet_rate";
    case DROPLET_UNKNOWN_FORMAT:
      return "the descriptor is of a mask format that this release of Droplet does not draw";
    case DROPLET_BAD_PROBABILITY:
      return "the drop probability is not in [0, 1], or the rate was never set";
    case DROPLET_BAD_OPTION:
      return "the layout is neither channels first (0) nor channels last (1)";
    case DROPLET_BAD_SIZE:
      return "a size overflows size_t, does not fit its type, or is not the mask's count";
    case DROPLET_NULL_BUFFER:
      return "a buffer is null though there are elements to read or write";
    case DROPLET_OVERLAP:
      return "buffers overlap in part: pass the same pointer, or disjoint buffers";
  }
  return "not a droplet_status";
}

const char* droplet_isa_name(void) noexcept { return droplet::detail::kernels().name; }

}  // extern "C"
