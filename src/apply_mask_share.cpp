// SPDX-License-Identifier: MIT

#include "integers.hpp"
#include "kernel/isa.hpp"
#include "ops/scale.hpp"
#include "shares.hpp"

using namespace droplet::detail;

namespace {

droplet_status_t settle_stored(const droplet_rate_t* rate, const uint8_t* bits, const void* x,
                               void* y, size_t n, size_t size, int32_t zero,
                               droplet_share_t share) {
  droplet_status_t status = check_rate(rate);
  if (status == DROPLET_OK && !(is_share(share) && is_zero_point(zero, size)))
    status = DROPLET_BAD_OPTION;
  if (status == DROPLET_OK) {
    status = check_buffers(bits != nullptr ? x : nullptr, y, n, size, bits);
  }
  if (status != DROPLET_OK || n == 0) return status;
  if (keep_units(*rate) != 0) return undecided;
  set_share(Verdict::drop_all, 0, x, y, n, size, zero, share, nullptr);
  return DROPLET_OK;
}

template <class Op>
void apply_share(const Op& op, const uint8_t* bits, size_t n, droplet_share_t share) {
  const Isa isa = chosen_isa();
  for (ShareWords words(0, n, share); words.next();)
    isa.apply(op, words.at, bits + words.at / 8, words.size);
}

template <class T>
droplet_status_t apply_mask_share(const droplet_rate_t* rate, const uint8_t* bits, const T* x, T* y,
                                  size_t n, droplet_share_t share) {
  const droplet_status_t status = settle_stored(rate, bits, x, y, n, sizeof(T), 0, share);
  if (status != undecided) return status;
  apply_share(Scale<T>{{x, y}, rate->scale}, bits, n, share);
  return DROPLET_OK;
}

template <class T>
droplet_status_t apply_mask_share(const droplet_rate_t* rate, const uint8_t* bits, const T* x, T* y,
                                  size_t n, droplet_share_t share,
                                  const droplet_quantization_t& quantization) {
  const droplet_status_t status =
      settle_stored(rate, bits, x, y, n, sizeof(T), quantization.zero_point, share);
  if (status != undecided) return status;
  with_op(x, y, quantization.zero_point, scale_bits(*rate, quantization.unscaled),
          [=](const auto& op) { apply_share(op, bits, n, share); });
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(apply_mask_share,
                          (const droplet_rate_t* rate, const uint8_t* bits, const T* x, T* y,
                           size_t n, droplet_share_t share),
                          (rate, bits, x, y, n, share))
DROPLET_ON_INTEGER_TYPES(apply_mask_share,
                         (const droplet_rate_t* rate, const uint8_t* bits, const T* x, T* y,
                          size_t n, droplet_share_t share, droplet_quantization_t quantization),
                         (rate, bits, x, y, n, share, quantization))
