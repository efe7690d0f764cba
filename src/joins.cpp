// SPDX-License-Identifier: MIT
#include "joins.hpp"

namespace droplet {
namespace detail {

droplet_status_t check_joins(const droplet_joins_t& joins, size_t* decisions) {
  const uint64_t inputs = joins.inputs;
  size_t n = 0;
  if (__builtin_mul_overflow(joins.samples, joins.joins, &n) ||
      __builtin_mul_overflow(n, joins.inputs, decisions) || inputs > uint64_t{UINT32_MAX} + 1)
    return DROPLET_BAD_SIZE;
  return joins.inputs == 0 ? DROPLET_BAD_SHAPE : DROPLET_OK;
}

droplet_status_t check_join(const JoinCall& call, size_t size) {
  size_t decisions = 0, bytes = 0, list = 0;
  const droplet_status_t status = check_joins(call.joins, &decisions);
  if (status == DROPLET_BAD_SIZE ||
      __builtin_mul_overflow(call.joins.samples, call.row_length, &bytes) ||
      __builtin_mul_overflow(bytes, size, &bytes) ||
      __builtin_mul_overflow(call.count, sizeof call.x, &list))
    return DROPLET_BAD_SIZE;
  if (status != DROPLET_OK) return status;
  bool null = call.bits == nullptr || call.x == nullptr || call.y == nullptr;
  for (size_t i = 0; !null && i < call.count; ++i) {
    null = input_at<void>(call.x, i) == nullptr;
  }
  if (null) return DROPLET_NULL_BUFFER;
  const Bytes y{call.y, bytes};
  if (overlap({call.bits, mask_bytes(decisions)}, y) || overlap({call.x, list}, y))
    return DROPLET_OVERLAP;
  for (size_t i = 0; i < call.count; ++i) {
    const void* const x = input_at<void>(call.x, i);
    if (x != call.y && overlap({x, bytes}, y)) return DROPLET_OVERLAP;
  }
  return call.join < call.joins.joins ? DROPLET_OK : DROPLET_BAD_INDEX;
}

float reciprocal(uint64_t count) {
  uint32_t shift = 0;
  while (uint64_t{1} << shift < count) ++shift;
  const uint32_t bits = quotient_bits(uint64_t{1} << shift, count, 0);
  return __builtin_bit_cast(float, bits - (shift << 23));
}

}  // namespace detail
}  // namespace droplet
