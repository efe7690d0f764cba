// SPDX-License-Identifier: MIT
#include "integers.hpp"
#include "kernel/isa.hpp"
#include "ops/scale.hpp"
#include "shares.hpp"

using namespace droplet::detail;

namespace {

droplet_status_t settle_share(const droplet_mask_t* mask, const void* x, void* y, size_t n,
                              size_t size, int32_t zero, droplet_share_t share, uint8_t* bits) {
  droplet_status_t status = check_share(mask, share, bits != nullptr);
  if (status == DROPLET_OK && !is_zero_point(zero, size)) status = DROPLET_BAD_OPTION;
  if (status == DROPLET_OK) status = check_buffers(x, y, n, size, bits);
  if (status != DROPLET_OK || n == 0) return status;
  const Verdict verdict = verdict_of(mask);
  if (verdict == Verdict::draw) return undecided;
  set_share(verdict, first_of(mask), x, y, n, size, zero, share, bits);
  return DROPLET_OK;
}

// Not inlined, as the stack of what calls two would hold two readers.
template <class Op>
[[gnu::noinline]] void draw_share(const droplet_mask_t& mask, const Op& op, size_t n,
                                  droplet_share_t share, uint8_t* bits) {
  const Isa isa = chosen_isa();
  ShareReader reader(mask, n, share, bits);
  while (reader.next()) isa.apply(op, reader.at(), reader.bits(), reader.size());
}

template <class T>
droplet_status_t dropout_share(const droplet_mask_t* mask, const T* x, T* y, size_t n,
                               droplet_share_t share, uint8_t* bits) {
  const droplet_status_t status = settle_share(mask, x, y, n, sizeof(T), 0, share, bits);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    draw_share(*mask, Scale<T>{{x, y}, mask->rate.scale}, n, share, bits);
  }
  return DROPLET_OK;
}

template <class T>
droplet_status_t dropout_share(const droplet_mask_t* mask, const T* x, T* y, size_t n,
                               droplet_share_t share, const droplet_quantization_t& quantization,
                               uint8_t* bits) {
  const droplet_status_t status =
      settle_share(mask, x, y, n, sizeof(T), quantization.zero_point, share, bits);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    with_op(x, y, quantization.zero_point, scale_bits(mask->rate, quantization.unscaled),
            [=](const auto& op) { draw_share(*mask, op, n, share, bits); });
  }
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(dropout_share,
                          (const droplet_mask_t* mask, const T* x, T* y, size_t n,
                           droplet_share_t share, uint8_t* bits),
                          (mask, x, y, n, share, bits))
DROPLET_ON_INTEGER_TYPES(dropout_share,
                         (const droplet_mask_t* mask, const T* x, T* y, size_t n,
                          droplet_share_t share, droplet_quantization_t quantization,
                          uint8_t* bits),
                         (mask, x, y, n, share, quantization, bits))
