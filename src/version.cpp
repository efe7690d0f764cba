// SPDX-License-Identifier: MIT
#include "interface.hpp"

extern "C" uint32_t droplet_version(void) { return DROPLET_VERSION; }
