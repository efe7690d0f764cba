// SPDX-License-Identifier: MIT
#include "isa.hpp"

#if defined(DROPLET_MANY_ISAS)

namespace droplet {
namespace detail {

// A load and a test for each ISA that this CPU lacks. The last, scalar, runs everywhere.
const Kernels& kernels() noexcept {
  const Kernels* entry = compiled_isas().first;
#define DROPLET_ISA_ENTRY(isa, runs_here) \
  if (runs_here) return *entry;           \
  ++entry;
#include "isas.def"
#undef DROPLET_ISA_ENTRY
  return *entry;
}

}  // namespace detail
}  // namespace droplet

#endif
