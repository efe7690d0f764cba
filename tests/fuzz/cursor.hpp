// SPDX-License-Identifier: MIT
//
// Calls in sequence by one cursor, of which some are refused; and by a cursor that is damaged.
#ifndef DROPLET_TESTS_FUZZ_CURSOR_HPP
#define DROPLET_TESTS_FUZZ_CURSOR_HPP

#include "bytes.hpp"

namespace fuzz {

void check_cursor(Bytes* in);

}  // namespace fuzz

#endif
