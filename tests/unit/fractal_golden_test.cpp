// SPDX-License-Identifier: MIT
//
// Golden joins: their bits, and the means of inputs that docs/MASK.md describes.
#include <cstdlib>

#include "csv.hpp"
#include "fractal_v1.hpp"
#include "reference.hpp"
#include "support.hpp"

namespace fractal_golden_test {

using namespace droplet;
using namespace support;

namespace {

constexpr std::size_t row_length = 3;

std::string mean_of(const Bytes& bits, const Joins& joins) {
  const std::size_t n = joins.samples * row_length;
  std::vector<Floats> x(joins.inputs, Floats(n));
  std::vector<const float*> inputs;
  for (std::size_t i = 0; i < joins.inputs; ++i) {
    for (std::size_t k = 0; k < n; ++k) {
      const std::uint64_t h = reference::fold_in(i, k);
      x[i][k] = float_of(static_cast<std::uint32_t>(0x3F800000 + (h >> 41) + (h % 2 << 31)));
    }
    inputs.push_back(x[i].data());
  }
  Floats y(n);
  REQUIRE(fractal_join(bits.data(), inputs.data(), y.data(), joins, joins.joins - 1, row_length) ==
          StatusCode::ok);
  return digest_of(y);
}

}  // namespace

TEST_CASE("golden joins") {
  std::size_t lines = 0;
  for (const auto& cells : csv_rows(fractal_v1)) {
    CAPTURE(lines);
    REQUIRE(cells.size() == 11);
    const auto size = [&](std::size_t cell) {
      return static_cast<std::size_t>(whole_number(cells[cell]));
    };
    const Mask d{Rate{std::strtod(cells[0].c_str(), nullptr)}, Key{whole_number(cells[1])},
                 whole_number(cells[2])};
    const Joins joins = {.samples = size(3),
                         .joins = size(4),
                         .inputs = size(5),
                         .path = static_cast<std::uint8_t>(whole_number(cells[6]))};
    const std::size_t n = joins.samples * joins.joins * joins.inputs;
    Bytes bits(mask_bytes(n));
    REQUIRE(fractal_mask(d, joins, bits.data()) == StatusCode::ok);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < n; ++i) kept += bit(bits, i) ? 1 : 0;
    CHECK(kept == whole_number(cells[7]));
    CHECK(digest_of(bits) == cells[8]);
    if (n <= 1024) CHECK(in_hexadecimal(bits) == cells[9]);
    CHECK(mean_of(bits, joins) == cells[10]);
    ++lines;
  }
  CHECK(lines == 36);
}

}  // namespace fractal_golden_test
