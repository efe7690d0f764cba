// SPDX-License-Identifier: MIT
//
// The library's choice, for a program that compares one ISA, which DROPLET_TESTED_ISA in its
// environment names: linked once for each, programs took link-time optimization 4.5 s each. Where
// this CPU does not run it, the program says so and ends.
#include "kernel/isa.hpp"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

droplet::detail::Isa droplet::detail::chosen_isa() {
  const char* tested = getenv("DROPLET_TESTED_ISA");
  if (tested == nullptr) tested = "no DROPLET_TESTED_ISA";
  unsigned index = 0;
#define DROPLET_ISA_ENTRY(isa, runs_here)               \
  if (strcmp(#isa, tested) == 0) {                      \
    if (runs_here) return {index};                      \
    puts("skipped: " #isa " does not run on this CPU"); \
    exit(0);                                            \
  }                                                     \
  ++index;
#include "isas.def"
#undef DROPLET_ISA_ENTRY
  printf("%s is not compiled in\n", tested);
  exit(1);
}
