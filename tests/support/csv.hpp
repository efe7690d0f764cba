// SPDX-License-Identifier: MIT
//
// The tables of tests/vectors, which are compiled in.
#ifndef DROPLET_TESTS_CSV_HPP
#define DROPLET_TESTS_CSV_HPP

#include <sstream>
#include <string>
#include <vector>

namespace support {

// The cells of each row, of which the last may be empty; without comments and the names of columns.
inline std::vector<std::vector<std::string>> csv_rows(const char* text) {
  std::istringstream file(text);
  std::vector<std::vector<std::string>> rows;
  bool named = false;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (named) {
      std::istringstream stream(line + ',');
      rows.emplace_back();
      for (std::string cell; std::getline(stream, cell, ',');) rows.back().push_back(cell);
    }
    named = true;
  }
  return rows;
}

}  // namespace support

#endif
