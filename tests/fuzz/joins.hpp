// SPDX-License-Identifier: MIT
//
// What takes joins: their mask, the mean of what survives, and its gradient.
#ifndef DROPLET_TESTS_FUZZ_JOINS_HPP
#define DROPLET_TESTS_FUZZ_JOINS_HPP

#include "bytes.hpp"

namespace fuzz {

void check_joins(Bytes* in);

}  // namespace fuzz

#endif
