// SPDX-License-Identifier: MIT
//
// Drop probabilities that grow with the layer or with the step, for C; schedule.hpp has them in
// C++.
#ifndef DROPLET_SCHEDULE_H
#define DROPLET_SCHEDULE_H

#include <stdint.h>

#include "droplet/api.h"

DROPLET_BEGIN_C_

/// `drop_probability * layer / layers`, from left to right in double: the linear decay rule of
/// stochastic depth (Huang 2016), and NASNet's by its cells, which are layers here. layer: 1 to
/// layers, the last of which drops most. Else, and where the probability is not in [0, 1], it is
/// NaN, of which no valid rate is made. The compiler's flags change no bit.
DROPLET_API double droplet_linear_decay(double drop_probability, uint32_t layer,
                                        uint32_t layers) DROPLET_NOEXCEPT_;
/// `drop_probability * layer / (layers - 1)`, likewise, but 0 of a single layer: timm's rule, by
/// which the first layer drops nothing. layer: 0 to layers - 1.
DROPLET_API double droplet_linear_decay_from_zero(double drop_probability, uint32_t layer,
                                                  uint32_t layers) DROPLET_NOEXCEPT_;
/// `drop_probability * (step / steps)`, likewise, and drop_probability from step `steps` on:
/// NASNet's scheduled drop path, which grows through training; of what droplet_linear_decay gives
/// it is both. steps: at least 1.
DROPLET_API double droplet_scheduled(double drop_probability, uint64_t step,
                                     uint64_t steps) DROPLET_NOEXCEPT_;

DROPLET_END_C_

#endif
