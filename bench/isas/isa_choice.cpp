// SPDX-License-Identifier: MIT
#include "isa_choice.hpp"

#include <cstdlib>

#include "droplet/droplet.hpp"
#include "kernel/isa.hpp"

namespace isa_choice {

std::vector<Isa> compiled() {
  std::vector<Isa> isas = {
#define DROPLET_ISA_ENTRY(isa, runs_here) {#isa, (runs_here) != 0},
#include "isas.def"
#undef DROPLET_ISA_ENTRY
  };
  for (unsigned i = 0; i < isas.size(); ++i) isas[i].index = i;
  return isas;
}

Use::Use(const std::string& name)
    : Use([&] {
        for (const Isa& isa : compiled()) {
          if (name == isa.name) return isa;
        }
        std::abort();
      }()) {}

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

Use::Use(const Isa& isa) : before_(in_use) {
  if (!isa.runs_here) std::abort();
  in_use = isa.index;
}
Use::~Use() { in_use = before_; }

#else

Use::Use(const Isa&) : before_(0) {}
Use::~Use() { (void)before_; }

#endif

}  // namespace isa_choice

#if defined(DROPLET_MANY_ISAS)
droplet::detail::Isa droplet::detail::chosen_isa() { return {isa_choice::in_use}; }
#endif
