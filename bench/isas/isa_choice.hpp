// SPDX-License-Identifier: MIT
//
// Chooses the ISA that the operations use. This program's chosen_isa() replaces the library's,
// which has an object file of its own for that reason.
#ifndef DROPLET_BENCH_ISAS_ISA_CHOICE_HPP
#define DROPLET_BENCH_ISAS_ISA_CHOICE_HPP

#include <string>
#include <vector>

namespace isa_choice {

struct Isa {
  std::string name;
  bool runs_here;
  unsigned index = 0;
};

// Those compiled in, best first. Where there is one it is always in use.
std::vector<Isa> compiled();

// Uses `name` while in scope, then what was in use before.
class Use {
 public:
  explicit Use(const std::string& name);
  explicit Use(const Isa& isa);
  ~Use();
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

 private:
  unsigned before_;
};

}  // namespace isa_choice

#endif
