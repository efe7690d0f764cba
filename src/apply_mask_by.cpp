// SPDX-License-Identifier: MIT
#include "integers.hpp"
#include "kernel/isa.hpp"
#include "ops/copy.hpp"
#include "ops/scale.hpp"
#include "row_list.hpp"

using namespace droplet::detail;

namespace {

[[gnu::noinline]] droplet_status_t check(droplet_scale_t factor, const uint8_t* bits, const void* x,
                                         const void* y, size_t n, size_t size, int32_t zero) {
  if (!is_scale(factor) || !is_zero_point(zero, size)) return DROPLET_BAD_OPTION;
  return check_buffers(bits != nullptr ? x : nullptr, y, n, size, bits);
}

template <class T>
droplet_status_t apply_mask_by(droplet_scale_t factor, const uint8_t* bits, const T* x, T* y,
                               size_t n) {
  const droplet_status_t status = check(factor, bits, x, y, n, sizeof(T), 0);
  if (status != DROPLET_OK || n == 0) return status;
  if (factor.bits == scale_of_one) {
    chosen_isa().apply(Copy<T>{{x, y}, 0.0f}, 0, bits, n);
  } else {
    chosen_isa().apply(Scale<T>{{x, y}, __builtin_bit_cast(float, factor.bits)}, 0, bits, n);
  }
  return DROPLET_OK;
}

template <class T>
droplet_status_t apply_mask_by(droplet_scale_t factor, const uint8_t* bits, const T* x, T* y,
                               size_t n, int32_t zero_point) {
  const droplet_status_t status = check(factor, bits, x, y, n, sizeof(T), zero_point);
  if (status != DROPLET_OK || n == 0) return status;
  with_op(x, y, zero_point, factor.bits,
          [=](const auto& op) { chosen_isa().apply(op, 0, bits, n); });
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(apply_mask_by,
                          (droplet_scale_t factor, const uint8_t* bits, const T* x, T* y, size_t n),
                          (factor, bits, x, y, n))
DROPLET_ON_INTEGER_TYPES(apply_mask_by,
                         (droplet_scale_t factor, const uint8_t* bits, const T* x, T* y, size_t n,
                          int32_t zero_point),
                         (factor, bits, x, y, n, zero_point))
