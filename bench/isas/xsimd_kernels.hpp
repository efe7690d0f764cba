// SPDX-License-Identifier: MIT
//
// The ISA that xsimd_kernels.cpp defines, and those that it is compared with.
#ifndef DROPLET_BENCH_ISAS_XSIMD_KERNELS_HPP
#define DROPLET_BENCH_ISAS_XSIMD_KERNELS_HPP

#include "kernel/entries.hpp"

namespace droplet {
namespace detail {
struct xsimd_sse2;
struct sse2;
struct scalar;
}  // namespace detail
}  // namespace droplet

#endif
