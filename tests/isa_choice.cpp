// SPDX-License-Identifier: MIT
#include "isa_choice.hpp"

#include <cstdlib>

#include "isa.hpp"

#if defined(DROPLET_MANY_ISAS)

namespace {
const droplet::detail::Kernels* in_use = nullptr;
}

namespace droplet {
namespace detail {

const Kernels& kernels() noexcept {
  const Kernels* entry = in_use != nullptr ? in_use : compiled_isas().first;
  while (!entry->runs_here()) ++entry;
  return *entry;
}

}  // namespace detail
}  // namespace droplet

namespace isa_choice {

std::vector<Isa> compiled() {
  const auto isas = droplet::detail::compiled_isas();
  std::vector<Isa> list;
  for (std::size_t i = 0; i < isas.count; ++i) {
    list.push_back({isas.first[i].name, isas.first[i].runs_here()});
  }
  return list;
}

Use::Use(const std::string& name) : before_(in_use) {
  const auto isas = droplet::detail::compiled_isas();
  for (std::size_t i = 0; i < isas.count; ++i) {
    if (name == isas.first[i].name && isas.first[i].runs_here()) {
      in_use = &isas.first[i];
      return;
    }
  }
  std::abort();
}
Use::~Use() { in_use = static_cast<const droplet::detail::Kernels*>(before_); }

}  // namespace isa_choice

#else

namespace isa_choice {

std::vector<Isa> compiled() { return {{droplet::isa_name(), true}}; }
Use::Use(const std::string& name) : before_(nullptr) {
  if (name != droplet::isa_name()) std::abort();
}
Use::~Use() { (void)before_; }

}  // namespace isa_choice

#endif
