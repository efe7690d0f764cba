// SPDX-License-Identifier: MIT
#include "isa.hpp"

#if defined(DROPLET_MANY_ISAS)

namespace droplet {
namespace detail {
namespace {

#if defined(DROPLET_INFERENCE_ONLY)
#define DROPLET_GENERATOR(isa)
#else
#define DROPLET_GENERATOR(isa) KernelsOf<isa>::draw_stripe, KernelsOf<isa>::dropout,
#endif

#define DROPLET_ISA_ENTRY(isa, runs)                    \
  {#isa,                                              \
   []() noexcept { return static_cast<bool>(runs); }, \
   DROPLET_GENERATOR(isa) KernelsOf<isa>::apply_mask, \
   KernelsOf<isa>::apply_affine,                      \
   KernelsOf<isa>::scale,                             \
   KernelsOf<isa>::add_scaled},

constexpr Kernels entries[] = {
#include "isas.def"
};
static_assert(entries[sizeof entries / sizeof entries[0] - 1].scale == KernelsOf<scalar>::scale,
              "the last entry is scalar, which runs everywhere: choose.cpp ends there");

}  // namespace

Isas compiled_isas() noexcept { return {entries, sizeof entries / sizeof entries[0]}; }

}  // namespace detail
}  // namespace droplet

#endif
