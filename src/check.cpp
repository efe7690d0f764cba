// SPDX-License-Identifier: MIT
#include "check.hpp"

#include "mask/decisions.hpp"
#include "mask/writer.hpp"

namespace droplet {
namespace detail {

// The format first, as it decides what the other bytes mean.
droplet_status_t check_rate(const droplet_rate_t* rate) {
  if (rate == nullptr) return DROPLET_BAD_DESCRIPTOR;
  if (rate->format > DROPLET_MASK_FORMAT) return DROPLET_UNKNOWN_FORMAT;
  if (rate->format == 0 || !has_keep(*rate)) return DROPLET_BAD_PROBABILITY;
  return rate->reserved == 0 && has_scale(*rate) ? DROPLET_OK : DROPLET_BAD_DESCRIPTOR;
}

droplet_status_t check_descriptor(const droplet_mask_t* mask) {
  if (inference_only) return DROPLET_OK;
  const droplet_status_t status = check_rate(mask == nullptr ? nullptr : &mask->rate);
  if (status != DROPLET_OK) return status;
  uint32_t mode_and_zeros;
  __builtin_memcpy(&mode_and_zeros, __builtin_assume_aligned(&mask->mode, sizeof(uint32_t)),
                   sizeof mode_and_zeros);
  return mode_and_zeros <= DROPLET_INFERENCE ? DROPLET_OK : DROPLET_BAD_DESCRIPTOR;
}

droplet_status_t check_buffers(const void* x, const void* y, size_t n, size_t size,
                               const uint8_t* bits) {
  if (n == 0) return DROPLET_OK;
  size_t bytes;
  if (__builtin_mul_overflow(n, size, &bytes)) return DROPLET_BAD_SIZE;
  if (x == nullptr || y == nullptr) return DROPLET_NULL_BUFFER;
  const Bytes in{x, bytes};
  const Bytes out{y, bytes};
  if (x != y && overlap(in, out)) return DROPLET_OVERLAP;
  if (bits == nullptr) return DROPLET_OK;
  const Bytes stored{bits, mask_bytes(n)};
  return overlap(stored, in) || overlap(stored, out) ? DROPLET_OVERLAP : DROPLET_OK;
}

namespace {

// a % b for b > 0, without a division, which brings a function into the image of a core that has
// none.
size_t remainder_of(size_t a, size_t b) {
  size_t step = b;
  while (step <= a / 2) step *= 2;
  for (; step >= b; step /= 2) a -= a >= step ? step : 0;
  return a;
}

}  // namespace

bool apart(const Cover& a, const Cover& b) {
  const bool ascend = a.begin <= b.begin;
  const Cover &low = ascend ? a : b, &high = ascend ? b : a;
  const size_t between = high.begin - low.begin;
  if (between >= low.all) return true;
  if (low.pitch != high.pitch || low.pitch == 0) return false;
  const size_t offset = remainder_of(between, low.pitch);
  return offset >= low.slice && offset + high.slice <= low.pitch;
}

Verdict training_verdict(const droplet_mask_t& mask) {
  if (mask.mode != DROPLET_TRAIN) return Verdict::keep_all;
  const uint64_t units = keep_units(mask.rate);
  return units == keep_everything ? Verdict::keep_all
         : units == 0             ? Verdict::drop_all
                                  : Verdict::draw;
}

// Dropped elements of equal bytes are +0, an int16, whose zero point is 0, and an int8.
void fill(void* y, size_t n, size_t size, int32_t zero) {
  if (size == sizeof zero && zero != 0) {
    for (auto* p = static_cast<int32_t*>(y); n != 0; --n) *p++ = zero;
  } else {
    __builtin_memset(y, zero, n * size);
  }
}

droplet_status_t settle(const droplet_mask_t* mask, const void* x, void* y, size_t n, size_t size,
                        int32_t zero, uint8_t* bits) {
  droplet_status_t status = check_descriptor(mask);
  if (status == DROPLET_OK && !is_zero_point(zero, size)) status = DROPLET_BAD_OPTION;
  if (status == DROPLET_OK) status = check_buffers(x, y, n, size, bits);
  if (status != DROPLET_OK || n == 0) return status;
  const Verdict verdict = verdict_of(mask);
  if (verdict == Verdict::draw) return undecided;
  if (bits != nullptr) fill_constant_mask(verdict == Verdict::keep_all, bits, n);
  set_all(verdict, x, y, n, size, zero);
  return DROPLET_OK;
}

}  // namespace detail
}  // namespace droplet
