// SPDX-License-Identifier: MIT
//
// The comparison of a word's draws with its keep probability, digit by digit. The rules of
// lane_vectors.hpp for what ISA files include hold here.
#ifndef DROPLET_SRC_MASK_STEPS_HPP
#define DROPLET_SRC_MASK_STEPS_HPP

#include <stdint.h>

#include "mask/shape.hpp"

namespace droplet {
namespace detail {
namespace {

// The steps of a draw. They go in pairs: after two the halves are back in place, and no register
// moves. An odd one comes first: the fraction's, or the lowest digit that is 1, before which the
// mask is 0.
struct Steps {
  unsigned digits;    // those of the pairs, lowest first; a 1 above the last ends the loop
  bool odd;           // whether the lowest digit comes before them
  uint32_t fraction;  // where it is not 0, its step does
  explicit Steps(const Threshold& t)
      : digits(t.digits | 1u << digit_count), odd(false), fraction(t.fraction) {
    if (fraction != 0) return;
    for (; (digits & 1) == 0; digits >>= 1) odd = !odd;
    if (odd) digits >>= 1;
  }
};

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
