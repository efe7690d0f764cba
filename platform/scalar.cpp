// SPDX-License-Identifier: MIT
#include "scalar.hpp"

namespace {
using Vocabulary = Scalar;
}

#define DROPLET_ISA scalar
#include "define_kernels.hpp"
