// SPDX-License-Identifier: MIT
#include "droplet/droplet.h"

extern "C" uint32_t droplet_version(void) { return DROPLET_VERSION; }
