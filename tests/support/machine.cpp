// SPDX-License-Identifier: MIT
#include "machine.hpp"

#include <cstdlib>

namespace support {

#if defined(DROPLET_TESTS_EMULATED)
bool emulated() { return true; }
#else
bool emulated() {
  static const bool is_told = std::getenv("DROPLET_TESTS_EMULATED") != nullptr;
  return is_told;
}
#endif

#if defined(DROPLET_TESTS_ISA)
const char* const only_isa = DROPLET_TESTS_ISA;
#else
const char* const only_isa = nullptr;
#endif

}  // namespace support
