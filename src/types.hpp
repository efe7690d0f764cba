// SPDX-License-Identifier: MIT
//
// The types of ops.def that are narrower than float. In an anonymous namespace, as ISA files
// include this.
#ifndef DROPLET_SRC_TYPES_HPP
#define DROPLET_SRC_TYPES_HPP

#include "throws_nothing.hpp"

#include "droplet/bfloat16.h"
#include "droplet/half.h"

namespace {

using droplet::bfloat16;
using droplet::half;

}  // namespace

#endif
