// SPDX-License-Identifier: MIT
//
// What the operations on integers share. They touch no floating-point register: a scale is its
// bits.
#ifndef DROPLET_SRC_INTEGERS_HPP
#define DROPLET_SRC_INTEGERS_HPP

#include "check.hpp"
#include "kernel/isa.hpp"
#include "mask/scalar.hpp"
#include "ops/copy.hpp"
#include "ops/requantize.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// Of a call with an option that there is not.
inline droplet_status_t refused_option(const droplet_mask_t* mask) {
  const droplet_status_t status = check_descriptor(mask);
  return status == DROPLET_OK ? DROPLET_BAD_OPTION : status;
}

[[gnu::always_inline]] inline uint32_t scale_bits(const droplet_rate_t& rate) {
  uint32_t bits;
  __builtin_memcpy(&bits, __builtin_assume_aligned(&rate.scale, sizeof bits), sizeof bits);
  return bits;
}
[[gnu::always_inline]] inline uint32_t scale_bits(const droplet_rate_t& rate, bool unscaled) {
  return unscaled ? scale_of_one : scale_bits(rate);
}

// Where a scale of 1 takes no code of its own: Requantize asks for it (span.hpp).
constexpr bool copies_by_requantize = microcontroller && Scalar::stores_over_dropped;

// use(op), the Op being what becomes of x by that scale.
template <class T, class Use>
[[gnu::always_inline]] inline void with_op(const T* x, T* y, int32_t zero, uint32_t scale,
                                           Use use) {
  if (!copies_by_requantize && scale == scale_of_one) {
    use(Copy<T>{{x, y}, static_cast<T>(zero)});
  } else {
    use(Requantize<T>{{x, y}, scale, zero});
  }
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
