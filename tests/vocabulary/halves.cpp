// SPDX-License-Identifier: MIT
//
// Halves has 64-bit words alone, and is no ISA's vocabulary.
#include "halves.hpp"

#include "plain.hpp"
#include "words.hpp"

namespace vocabulary {
Check halves;
void halves(const Place& place) { Words<Halves, Plain>(place).run(); }
}  // namespace vocabulary
