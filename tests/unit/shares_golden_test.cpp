// SPDX-License-Identifier: MIT
//
// Golden shares, and masks that are ANDed into bytes that docs/MASK.md describes.
#include <cstdlib>

#include "csv.hpp"
#include "reference.hpp"
#include "shares_v1.hpp"
#include "support.hpp"

namespace shares_golden_test {

using namespace droplet;
using namespace support;

TEST_CASE("golden shares") {
  std::size_t lines = 0;
  for (const auto& cells : csv_rows(shares_v1)) {
    CAPTURE(lines);
    REQUIRE(cells.size() == 9);
    const std::uint64_t key = whole_number(cells[1]), first = whole_number(cells[2]);
    const auto n = static_cast<std::size_t>(whole_number(cells[3]));
    const Share share = {.index = static_cast<std::uint32_t>(whole_number(cells[5])),
                         .count = static_cast<std::uint32_t>(whole_number(cells[4]))};
    const Rate rate{std::strtod(cells[0].c_str(), nullptr)};
    Bytes bits(mask_bytes(n), 0xA5), stored(bits.size());
    REQUIRE(fill_mask_share(Mask{rate, Key{key}, first}, bits.data(), n, share) == StatusCode::ok);
    CHECK(digest_of(bits) == cells[6]);
    if (n <= 1024) CHECK(in_hexadecimal(bits) == cells[7]);
    for (std::size_t k = 0; k < stored.size(); ++k)
      stored[k] = static_cast<std::uint8_t>(reference::fold_in(key, k));
    REQUIRE(and_mask(Mask{rate, Key{key}, first + share.index}, stored.data(), n) ==
            StatusCode::ok);
    CHECK(digest_of(stored) == cells[8]);
    ++lines;
  }
  CHECK(lines == 52);
}

}  // namespace shares_golden_test
