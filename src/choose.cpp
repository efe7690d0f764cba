// SPDX-License-Identifier: MIT
#include "kernel/isa.hpp"

#if defined(DROPLET_MANY_ISAS)

namespace droplet {
namespace detail {

namespace {

enum Order : unsigned {
#define DROPLET_ISA_ENTRY(isa, runs_here) isa##_index,
#include "isas.def"
#undef DROPLET_ISA_ENTRY
  isa_count
};
static_assert(scalar_index + 1 == isa_count,
              "the last entry is scalar, which runs everywhere: chosen_isa ends there");

}  // namespace

// Costs a load and a test for each ISA that this CPU lacks.
Isa chosen_isa() {
#define DROPLET_ISA_ENTRY(isa, runs_here) \
  if (runs_here) return {isa##_index};
#include "isas.def"
#undef DROPLET_ISA_ENTRY
  return {scalar_index};
}

}  // namespace detail
}  // namespace droplet

#endif
