// SPDX-License-Identifier: MIT
//
// The table of kept elements, tests/vectors/elements_v1.csv, and what of a row is not as it says.
#ifndef DROPLET_TESTS_SUPPORT_ELEMENT_ROWS_HPP
#define DROPLET_TESTS_SUPPORT_ELEMENT_ROWS_HPP

#include <cstdlib>
#include <sstream>

#include "csv.hpp"
#include "elements_v1.hpp"
#include "ops.def"
#include "sha256.hpp"
#include "support.hpp"

namespace element_rows {

struct Row {
  std::string type;
  double p;
  int zero;
  std::uint32_t scale;  // a float's bits
  std::string sha;
  std::vector<int> inputs, outputs;
};

inline std::vector<int> numbers(const std::string& cell) {
  std::istringstream stream(cell);
  std::vector<int> list;
  for (int number; stream >> number;) list.push_back(number);
  return list;
}

inline Row parse(const std::vector<std::string>& cells) {
  REQUIRE(cells.size() == 7);
  return {cells[0],
          std::strtod(cells[1].c_str(), nullptr),
          static_cast<int>(std::strtol(cells[2].c_str(), nullptr, 10)),
          static_cast<std::uint32_t>(std::strtoul(cells[3].c_str(), nullptr, 16)),
          cells[4],
          numbers(cells[5]),
          numbers(cells[6])};
}

inline const std::vector<Row>& table() {
  static const std::vector<Row> all = [] {
    std::vector<Row> list;
    for (const auto& cells : support::csv_rows(elements_v1)) list.push_back(parse(cells));
    return list;
  }();
  return all;
}

template <class T>
int listed(T element) {
  if constexpr (std::is_integral_v<T>) {
    return element;
  } else {
    return element.bits;
  }
}

// Its bits; the lowest that is 1 is the least normal's.
template <class T>
inline constexpr std::uint16_t infinity = 0x7F80;
template <>
inline constexpr std::uint16_t infinity<droplet::half> = 0x7C00;
template <class T>
constexpr std::uint16_t least_normal = infinity<T> & -infinity<T>;
template <class T>
T counted(T element) {
  if constexpr (std::is_integral_v<T>) {
    return element;
  } else {
    const bool is_nan = (element.bits & 0x7FFF) > infinity<T>;
    return is_nan ? T{infinity<T> | least_normal<T> / 2} : element;
  }
}

// In ascending bit pattern, as the table has them.
template <class T>
std::vector<T> every_integer() {
  std::vector<T> list;
  for (int bits = 0; bits < 1 << 8 * sizeof(T); ++bits) list.push_back(static_cast<T>(bits));
  return list;
}
template <>
inline std::vector<std::int32_t> every_integer() {
  std::vector<std::int32_t> list;
  for (std::int64_t i = 0; i < 65536; ++i)
    list.push_back(static_cast<std::int32_t>(i * 65537 - (std::int64_t{1} << 31)));
  for (int x = -1000; x <= 1000; ++x) list.push_back(x);
  return list;
}
template <class T>
std::vector<T> every(bool subnormals) {
  std::vector<T> list;
  for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
    const std::uint32_t magnitude = bits & 0x7FFF;
    const bool is_subnormal = magnitude != 0 && magnitude < least_normal<T>;
    if (magnitude <= infinity<T> && (subnormals || !is_subnormal)) {
      list.push_back({static_cast<std::uint16_t>(bits)});
    }
  }
  return list;
}

// Whether it is of an integer type that ops.def has.
inline bool is_of_integers(const Row& row) {
#define DROPLET_IS_NAME(T, suffix) || (row.type.substr(0, row.type.find('-')) + "_t" == #T)
  return false DROPLET_INTEGER_TYPES(DROPLET_IS_NAME);
#undef DROPLET_IS_NAME
}
// Those that elements_test.cpp computes.
inline bool is_tested(const Row& row) {
  return is_of_integers(row) || row.type.substr(0, 4) == "half" ||
         row.type.substr(0, 8) == "bfloat16";
}

// Where y is what became of x.
template <class T>
std::string differing(const Row& row, const std::vector<T>& x, const std::vector<T>& y) {
  std::string columns;
  if (support::bits_of(droplet::Rate{row.p}.scale()) != row.scale) columns += " scale_bits";
  sha256::Digest digest;
  std::size_t right = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const T out = counted(y[i]);
    digest.add(reinterpret_cast<const std::uint8_t*>(&out), sizeof out);
    for (std::size_t k = 0; k < row.inputs.size(); ++k) {
      right += listed(x[i]) == row.inputs[k] && listed(out) == row.outputs[k] ? 1 : 0;
    }
  }
  char digits[65];
  digest.finish(digits);
  if (digits != row.sha) columns += " sha256";
  if (right != row.outputs.size()) columns += " outputs";
  return columns;
}

}  // namespace element_rows

#endif
