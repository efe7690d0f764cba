// SPDX-License-Identifier: MIT
//
// Drop probabilities that grow with the layer or with the step.
#ifndef DROPLET_SCHEDULE_HPP
#define DROPLET_SCHEDULE_HPP

#include "droplet/mask.hpp"
#include "droplet/schedule.h"

namespace droplet {

namespace detail {
constexpr double checked(double p) noexcept {
  return is_probability(bits_of(p)) ? p : __builtin_nan("");
}
}  // namespace detail

/// `drop_probability * layer / layers`, from left to right in double: the linear decay rule of
/// stochastic depth (Huang 2016), and NASNet's by its cells, which are layers here. layer: 1 to
/// layers, the last of which drops most. Else, and where the probability is not in [0, 1], it is
/// NaN, of which no valid rate is made. As a constant it costs no code; at run time the compiler's
/// flags change no bit.
[[nodiscard]] DROPLET_HIDDEN_ constexpr double linear_decay(double drop_probability, uint32_t layer,
                                                            uint32_t layers) noexcept {
  if (!__builtin_is_constant_evaluated()) {
    return droplet_linear_decay(drop_probability, layer, layers);
  }
  if (layer == 0 || layer > layers) return __builtin_nan("");
  return detail::checked(drop_probability) * layer / layers;
}

/// `drop_probability * layer / (layers - 1)`, likewise, but 0 of a single layer: timm's rule, by
/// which the first layer drops nothing. layer: 0 to layers - 1.
[[nodiscard]] DROPLET_HIDDEN_ constexpr double linear_decay_from_zero(double drop_probability,
                                                                      uint32_t layer,
                                                                      uint32_t layers) noexcept {
  if (!__builtin_is_constant_evaluated()) {
    return droplet_linear_decay_from_zero(drop_probability, layer, layers);
  }
  if (layer >= layers) return __builtin_nan("");
  return detail::checked(drop_probability) * layer / (layers > 1 ? layers - 1 : 1);
}

/// `drop_probability * (step / steps)`, likewise, and drop_probability from step `steps` on:
/// NASNet's scheduled drop path, which grows through training; of what `linear_decay` gives it is
/// both. steps: at least 1.
[[nodiscard]] DROPLET_HIDDEN_ constexpr double scheduled(double drop_probability, uint64_t step,
                                                         uint64_t steps) noexcept {
  if (!__builtin_is_constant_evaluated()) {
    return droplet_scheduled(drop_probability, step, steps);
  }
  if (steps == 0) return __builtin_nan("");
  const double p = detail::checked(drop_probability);
  return step >= steps ? p : p * (static_cast<double>(step) / static_cast<double>(steps));
}

}  // namespace droplet

#endif
