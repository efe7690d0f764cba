// SPDX-License-Identifier: MIT
#include "machine.hpp"

namespace support {

#if defined(DROPLET_TESTS_EMULATED)
const bool emulated = true;
#else
const bool emulated = false;
#endif

#if defined(DROPLET_TESTS_ISA)
const char* const only_isa = DROPLET_TESTS_ISA;
#else
const char* const only_isa = nullptr;
#endif

}  // namespace support
