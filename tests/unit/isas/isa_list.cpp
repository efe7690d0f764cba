// SPDX-License-Identifier: MIT
//
// isa_list [EXPECTED]: prints each ISA that is compiled in, whether this CPU runs it and which one
// the library has chosen; fails if that is not the EXPECTED one.
#include <cstdio>
#include <cstring>

#include "droplet/droplet.hpp"
#include "kernel/isa.hpp"

int main(int argc, char** argv) {
  const char* chosen = droplet::isa_name();
#define DROPLET_ISA_ENTRY(isa, runs_here)                                 \
  std::printf("%-7s %s%s\n", #isa, (runs_here) ? "runs" : "does not run", \
              std::strcmp(#isa, chosen) == 0 ? ", chosen" : "");
#include "isas.def"
#undef DROPLET_ISA_ENTRY
  if (argc > 1 && std::strcmp(argv[1], chosen) != 0) {
    std::printf("expected %s, but %s is chosen\n", argv[1], chosen);
    return 1;
  }
  return 0;
}
