// SPDX-License-Identifier: MIT
//
// Halves has the ops on 64-bit integers alone, and is no ISA's vocabulary.
#include "mask/halves.hpp"

#include "integers.hpp"
#include "plain.hpp"

namespace vocabulary {
Check halves;
void halves(const Place& place) { Integers<Halves, Plain>(place).run(); }
}  // namespace vocabulary
