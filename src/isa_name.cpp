// SPDX-License-Identifier: MIT
#include "interface.hpp"
#include "kernel/isa.hpp"

namespace droplet {
namespace detail {
namespace {

constexpr const char* names[] = {
#define DROPLET_ISA_ENTRY(isa, runs_here) #isa,
#include "isas.def"
#undef DROPLET_ISA_ENTRY
};

}  // namespace
}  // namespace detail
}  // namespace droplet

extern "C" const char* droplet_isa_name(void) {
  return droplet::detail::names[droplet::detail::chosen_isa().index];
}
