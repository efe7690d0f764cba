// SPDX-License-Identifier: MIT
#ifndef DROPLET_TESTS_FUZZ_VALUES_HPP
#define DROPLET_TESTS_FUZZ_VALUES_HPP

#include "bytes.hpp"

namespace fuzz {

// Rates, keys, descriptors and statuses: the functions that touch no buffer.
void check_values(Bytes* in);

}  // namespace fuzz

#endif
