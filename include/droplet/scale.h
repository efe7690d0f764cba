// SPDX-License-Identifier: MIT
//
// A factor for what is kept, in C; scale.hpp has it in C++.
#ifndef DROPLET_SCALE_H
#define DROPLET_SCALE_H

#include <stdint.h>

/// A factor for what is kept, as the bits of its float: passed as a float it would touch a
/// floating-point register, which costs an interrupt and a core without an FPU. Valid are finite
/// floats from 1 to 2^44, whose bits are 0x3F800000 (1) to 0x55800000; all zero is not.
typedef struct droplet_scale_t {
  uint32_t bits;  ///< the float's
} droplet_scale_t;

#endif
