// SPDX-License-Identifier: MIT
//
// Golden tensors: which elements are kept.
#include <cstdlib>
#include <sstream>

#include "csv.hpp"
#include "locked_v1.hpp"
#include "support.hpp"

namespace locked_golden_test {

using namespace droplet;
using namespace support;

namespace {

Tensor tensor_of(const std::string& sizes, const std::string& noise) {
  Tensor t;
  std::istringstream size(sizes), shared(noise);
  while (size >> t.size[t.dimensions] && shared >> t.noise[t.dimensions]) ++t.dimensions;
  return t;
}

}  // namespace

TEST_CASE("golden tensors") {
  std::size_t lines = 0;
  for (const auto& cells : csv_rows(locked_v1)) {
    CAPTURE(lines);
    REQUIRE(cells.size() == 8);
    const Mask d{Rate{std::strtod(cells[0].c_str(), nullptr)}, Key{whole_number(cells[1])},
                 whole_number(cells[2])};
    const Tensor t = tensor_of(cells[3], cells[4]);
    std::size_t n = 1, kept = 0;
    for (std::size_t k = 0; k < t.dimensions; ++k) n *= t.size[k];
    Floats y(n, 1.0f);
    REQUIRE(locked_dropout(d, y.data(), y.data(), t) == StatusCode::ok);
    Bytes bits((n + 7) / 8);
    for (std::size_t i = 0; i < n; ++i) {
      if (y[i] == 0.0f) continue;
      bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | 1u << i % 8);
      ++kept;
    }
    CHECK(kept == whole_number(cells[5]));
    CHECK(digest_of(bits) == cells[6]);
    if (n <= 512) CHECK(in_hexadecimal(bits) == cells[7]);
    ++lines;
  }
  CHECK(lines == 34);
}

}  // namespace locked_golden_test
