// SPDX-License-Identifier: MIT
//
// The library's choice, for a program that compares one ISA, ORACLE_ISA. Where this CPU does not
// run it, the program says so and ends.
#include "isa.hpp"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace droplet {
namespace detail {

const Kernels& kernels() noexcept {
  const Isas isas = compiled_isas();
  for (std::size_t i = 0; i < isas.count; ++i) {
    const Kernels& row = isas.first[i];
    if (strcmp(row.name, ORACLE_ISA) != 0) continue;
    if (row.runs_here()) return row;
    puts("skipped: " ORACLE_ISA " does not run on this CPU");
    exit(0);
  }
  puts(ORACLE_ISA " is not compiled in");
  exit(1);
}

}  // namespace detail
}  // namespace droplet
