// SPDX-License-Identifier: MIT
//
// Golden shares, and masks that are ANDed into bytes that docs/MASK.md describes.
#include <cstdlib>

#include "csv.hpp"
#include "reference.hpp"
#include "sha256.hpp"
#include "shares_v1.hpp"
#include "support.hpp"

using namespace droplet;
using namespace support;

namespace {

std::string sha256_of(const Bytes& bytes) {
  sha256::Digest digest;
  digest.add(bytes.data(), bytes.size());
  char digits[65];
  digest.finish(digits);
  return digits;
}

std::string hexadecimal(const Bytes& bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) {
    for (const int digit : {byte >> 4, byte & 15})
      text += "0123456789abcdef"[static_cast<std::size_t>(digit)];
  }
  return text;
}

}  // namespace

TEST_CASE("golden shares") {
  std::size_t lines = 0;
  for (const auto& cells : csv_rows(shares_v1)) {
    CAPTURE(lines);
    REQUIRE(cells.size() == 9);
    const auto number = [&](std::size_t cell) {
      return std::strtoull(cells[cell].c_str(), nullptr, 10);
    };
    const std::uint64_t key = number(1), first = number(2);
    const auto n = static_cast<std::size_t>(number(3));
    const Share share = {.index = static_cast<std::uint32_t>(number(5)),
                         .count = static_cast<std::uint32_t>(number(4))};
    const Rate rate{std::strtod(cells[0].c_str(), nullptr)};
    Bytes bits(mask_bytes(n), 0xA5), stored(bits.size());
    REQUIRE(fill_mask_share(Mask{rate, Key{key}, first}, bits.data(), n, share) == StatusCode::ok);
    CHECK(sha256_of(bits) == cells[6]);
    if (n <= 1024) CHECK(hexadecimal(bits) == cells[7]);
    for (std::size_t k = 0; k < stored.size(); ++k)
      stored[k] = static_cast<std::uint8_t>(reference::fold_in(key, k));
    REQUIRE(and_mask(Mask{rate, Key{key}, first + share.index}, stored.data(), n) ==
            StatusCode::ok);
    CHECK(sha256_of(stored) == cells[8]);
    ++lines;
  }
  CHECK(lines == 52);
}
