// SPDX-License-Identifier: MIT
#include "mask/scalar.hpp"

namespace {
using Vocabulary = Scalar;
}

#define DROPLET_ISA scalar
#include "kernel/instantiate.hpp"
