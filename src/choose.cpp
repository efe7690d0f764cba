// SPDX-License-Identifier: MIT
#include "isa.hpp"

#if defined(DROPLET_MANY_ISAS)

namespace droplet {
namespace detail {

// A load and a test for each ISA that this CPU lacks. The last row, scalar, runs everywhere.
const Kernels& kernels() noexcept {
  const Kernels* row = compiled_isas().first;
#define DROPLET_ISA_ROW(isa, runs_here) \
  if (runs_here) return *row;           \
  ++row;
#include "isas.def"
#undef DROPLET_ISA_ROW
  return *row;
}

}  // namespace detail
}  // namespace droplet

#endif
