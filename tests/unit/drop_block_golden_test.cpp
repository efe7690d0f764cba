// SPDX-License-Identifier: MIT
//
// Golden blocks: the rate of their seeds, what is kept, and its scale.
#include <cstdlib>

#include "csv.hpp"
#include "drop_block_v1.hpp"
#include "support.hpp"

namespace drop_block_golden_test {

using namespace droplet;
using namespace support;

TEST_CASE("golden blocks") {
  std::size_t lines = 0;
  for (const auto& cells : csv_rows(drop_block_v1)) {
    CAPTURE(lines);
    REQUIRE(cells.size() == 13);
    const auto size = [&](std::size_t cell) {
      return static_cast<std::size_t>(whole_number(cells[cell]));
    };
    const Blocks blocks = {.samples = size(1),
                           .channels = size(2),
                           .height = size(3),
                           .width = size(4),
                           .block = size(5)};
    const Rate rate = drop_block_rate(std::strtod(cells[0].c_str(), nullptr), blocks);
    CHECK(rate.keep_units() == whole_number(cells[8]));
    const std::size_t n = blocks.samples * blocks.channels * blocks.height * blocks.width;
    Bytes bits(mask_bytes(n));
    std::size_t kept = 0;
    REQUIRE(drop_block_mask(Mask{rate, Key{whole_number(cells[6])}, whole_number(cells[7])}, blocks,
                            bits.data(), &kept) == StatusCode::ok);
    CHECK(kept == whole_number(cells[9]));
    CHECK(mask_scale(n, kept).c().bits == whole_number(cells[10], 16));
    CHECK(digest_of(bits) == cells[11]);
    if (n <= 1024) CHECK(in_hexadecimal(bits) == cells[12]);
    ++lines;
  }
  CHECK(lines == 56);
}

}  // namespace drop_block_golden_test
