// SPDX-License-Identifier: MIT
//
// droplet.h as its own sources see it, and how they define its functions.
#ifndef DROPLET_SRC_INTERFACE_HPP
#define DROPLET_SRC_INTERFACE_HPP

#define DROPLET_SOURCES_  // the functions, and not what stands for them in a build for inference
#include "throws_nothing.hpp"

#include "droplet/droplet.h"
#include "ops.def"

// Defines droplet_NAME for each floating type T, or each integer, by a template NAME.
#define DROPLET_ON_FLOATING_TYPES(name, parameters, arguments) \
  DROPLET_EACH_FLOATING_TYPE(DROPLET_ON_TYPE_, name, parameters, arguments)
#define DROPLET_ON_INTEGER_TYPES(name, parameters, arguments) \
  DROPLET_EACH_INTEGER_TYPE(DROPLET_ON_TYPE_, name, parameters, arguments)
#define DROPLET_ON_NARROW_INTEGER_TYPES(name, parameters, arguments) \
  DROPLET_EACH_NARROW_INTEGER_TYPE(DROPLET_ON_TYPE_, name, parameters, arguments)
#define DROPLET_ON_TYPE_(type, suffix, name, parameters, arguments)             \
  namespace name##_on##suffix {                                                 \
    using namespace droplet;                                                    \
    using T = type;                                                             \
    extern "C" DROPLET_API droplet_status_t droplet_##name##suffix parameters { \
      return name arguments;                                                    \
    }                                                                           \
  }

#endif
