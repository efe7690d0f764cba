// SPDX-License-Identifier: MIT
#include "kernel/compiled_isas.hpp"

#if defined(DROPLET_HAVE_SCALAR)

#include "mask/scalar.hpp"

namespace {
using Vocabulary = Scalar;
}

#define DROPLET_ISA scalar
#include "kernel/instantiate.hpp"

#endif
