// SPDX-License-Identifier: MIT
//
// The ISA that xsimd_kernels.cpp defines, beside the library's own.
#ifndef DROPLET_BENCH_ISAS_XSIMD_KERNELS_HPP
#define DROPLET_BENCH_ISAS_XSIMD_KERNELS_HPP

#include "kernel/isa.hpp"

namespace droplet {
namespace detail {
struct xsimd_sse2;
namespace kernel {
DROPLET_DECLARE_ISA(xsimd_sse2)
}
}  // namespace detail
}  // namespace droplet

#endif
