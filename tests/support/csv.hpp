// SPDX-License-Identifier: MIT
//
// The tables of tests/vectors, which are compiled in, and what their cells hold.
#ifndef DROPLET_TESTS_CSV_HPP
#define DROPLET_TESTS_CSV_HPP

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "sha256.hpp"

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

inline std::uint64_t whole_number(const std::string& cell, int base = 10) {
  return std::strtoull(cell.c_str(), nullptr, base);
}

// SHA-256 of the elements' memory, and bytes, each in hexadecimal digits.
template <class T>
std::string digest_of(const std::vector<T>& elements) {
  sha256::Digest digest;
  digest.add(reinterpret_cast<const std::uint8_t*>(elements.data()), elements.size() * sizeof(T));
  char digits[65];
  digest.finish(digits);
  return digits;
}
inline std::string in_hexadecimal(const std::vector<std::uint8_t>& bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) {
    for (const int digit : {byte >> 4, byte & 15})
      text += "0123456789abcdef"[static_cast<std::size_t>(digit)];
  }
  return text;
}

}  // namespace support

#endif
