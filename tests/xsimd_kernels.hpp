// SPDX-License-Identifier: MIT
//
// The kernels that tests/xsimd_kernels.cpp defines, beside the library's own.
#ifndef DROPLET_TESTS_XSIMD_KERNELS_HPP
#define DROPLET_TESTS_XSIMD_KERNELS_HPP

#include "isa.hpp"

namespace droplet {
namespace detail {
DROPLET_DECLARE_KERNELS(xsimd_sse2)
}  // namespace detail
}  // namespace droplet

#endif
