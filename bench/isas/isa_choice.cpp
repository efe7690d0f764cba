// SPDX-License-Identifier: MIT
#include "isa_choice.hpp"

#include <cstdlib>

#include "droplet/droplet.hpp"
#include "kernel/isa.hpp"

namespace isa_choice {

std::vector<Isa> compiled() {
  return {
#define DROPLET_ISA_ENTRY(isa, runs_here) {#isa, (runs_here) != 0},
#include "isas.def"
#undef DROPLET_ISA_ENTRY
  };
}

#if defined(DROPLET_MANY_ISAS)

namespace {

unsigned best() {
  const auto isas = compiled();
  unsigned index = 0;
  while (!isas[index].runs_here) ++index;
  return index;
}
unsigned in_use = best();

}  // namespace

Use::Use(const std::string& name) : before_(in_use) {
  const auto isas = compiled();
  for (unsigned i = 0; i < isas.size(); ++i) {
    if (name == isas[i].name && isas[i].runs_here) {
      in_use = i;
      return;
    }
  }
  std::abort();
}
Use::~Use() { in_use = before_; }

#else

Use::Use(const std::string& name) : before_(0) {
  if (name != droplet::isa_name()) std::abort();
}
Use::~Use() { (void)before_; }

#endif

}  // namespace isa_choice

#if defined(DROPLET_MANY_ISAS)
droplet::detail::Isa droplet::detail::chosen_isa() { return {isa_choice::in_use}; }
#endif
