// SPDX-License-Identifier: MIT
#include "isa.hpp"

#if defined(DROPLET_MANY_ISAS)

namespace droplet {
namespace detail {

// The last row, scalar, runs everywhere.
const Kernels& kernels() noexcept {
  const Kernels* row = compiled_isas().first;
  while (!row->runs_here()) ++row;
  return *row;
}

}  // namespace detail
}  // namespace droplet

#endif
