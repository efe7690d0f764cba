// SPDX-License-Identifier: MIT
//
// What of the table of kept elements is not tested, which is what the library does not have.
#include <map>
#include <set>

#include "element_rows.hpp"
#include "ops.def"

namespace element_types_test {

using namespace support;
using namespace element_rows;

namespace {

// What ops.def has, by the table's names.
std::string type_of(std::string op, std::string type) {
  const std::map<std::string, std::string> kinds = {
      {"Affine", "-alpha"}, {"BiasDropoutAdd", "-bias-add"},
      {"Add", "-add"},      {"RequantizeAdd", "-add"},
      {"Relu", "-relu"},    {"ReluGradient", "-relu-backward"}};
  if (type.size() > 2 && type.substr(type.size() - 2) == "_t") type.resize(type.size() - 2);
  return type + (kinds.count(op) != 0 ? kinds.at(op) : "");
}
std::set<std::string> built() {
  std::set<std::string> types;
#define BUILT(isa, Op, T, APPLIED, SWEPT, FUSED) types.insert(type_of(#Op, #T));
  DROPLET_OPS(BUILT, none)
#undef BUILT
  return types;
}

}  // namespace

TEST_CASE("the table of elements is whole, and what is not tested of it is not built yet") {
  std::map<std::string, std::size_t> others;
  for (const Row& row : table()) others[row.type] += is_tested(row) ? 0 : 1;
  std::set<std::string> skipped;
  for (const auto& [type, rows] : others) {
    if (rows == 0) continue;
    MESSAGE("not yet: ", rows, " rows of ", type);
    skipped.insert(type);
    CHECK(built().count(type) == 0);
  }
  CHECK(table().size() == 272);
  CHECK(skipped.empty());
  CHECK(built().count("int8-add") + built().count("bfloat16-alpha") == 2);
}

}  // namespace element_types_test
