// SPDX-License-Identifier: MIT
#include "isa.hpp"

#if defined(DROPLET_MANY_ISAS)

namespace droplet {
namespace detail {
namespace {

#if defined(DROPLET_INFERENCE_ONLY)
#define DROPLET_GENERATOR(isa)
#else
#define DROPLET_GENERATOR(isa) KernelsOf<isa>::draw_row, KernelsOf<isa>::dropout,
#endif

#define DROPLET_ISA_ROW(isa, runs)                    \
  {#isa,                                              \
   []() noexcept { return static_cast<bool>(runs); }, \
   DROPLET_GENERATOR(isa) KernelsOf<isa>::apply_mask, \
   KernelsOf<isa>::apply_affine,                      \
   KernelsOf<isa>::scale,                             \
   KernelsOf<isa>::add_scaled},

constexpr Kernels rows[] = {
#include "isas.def"
};
static_assert(rows[sizeof rows / sizeof rows[0] - 1].scale == KernelsOf<scalar>::scale,
              "the last row is scalar, which runs everywhere: choose.cpp ends there");

}  // namespace

Isas compiled_isas() noexcept { return {rows, sizeof rows / sizeof rows[0]}; }

}  // namespace detail
}  // namespace droplet

#endif
