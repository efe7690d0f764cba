// SPDX-License-Identifier: MIT
//
// isa_list [EXPECTED]: prints each ISA that is compiled in, whether this CPU runs it and which one
// the library has chosen; fails if that is not the EXPECTED one.
#include <cstdio>
#include <cstring>

#include "droplet/droplet.hpp"
#include "isa.hpp"

int main(int argc, char** argv) {
  const char* chosen = droplet::isa_name();
#if defined(DROPLET_MANY_ISAS)
  const auto isas = droplet::detail::compiled_isas();
  for (std::size_t i = 0; i < isas.count; ++i) {
    const auto& isa = isas.first[i];
    std::printf("%-7s %s%s\n", isa.name, isa.runs_here() ? "runs" : "does not run",
                std::strcmp(isa.name, chosen) == 0 ? ", chosen" : "");
  }
#else
  std::printf("%-7s alone, chosen\n", chosen);
#endif
  if (argc > 1 && std::strcmp(argv[1], chosen) != 0) {
    std::printf("expected %s, but %s is chosen\n", argv[1], chosen);
    return 1;
  }
  return 0;
}
