// SPDX-License-Identifier: MIT
//
// The library's choice, for a program that compares one ISA, DROPLET_TESTED_ISA. Where this CPU
// does not run it, the program says so and ends.
#include "kernel/isa.hpp"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

droplet::detail::Isa droplet::detail::chosen_isa() {
  unsigned index = 0;
#define DROPLET_ISA_ENTRY(isa, runs_here)                             \
  if (strcmp(#isa, DROPLET_TESTED_ISA) == 0) {                        \
    if (runs_here) return {index};                                    \
    puts("skipped: " DROPLET_TESTED_ISA " does not run on this CPU"); \
    exit(0);                                                          \
  }                                                                   \
  ++index;
#include "isas.def"
#undef DROPLET_ISA_ENTRY
  puts(DROPLET_TESTED_ISA " is not compiled in");
  exit(1);
}
