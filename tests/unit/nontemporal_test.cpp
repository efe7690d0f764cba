// SPDX-License-Identifier: MIT
//
// Buffers so large that an ISA may store past the caches get the bytes that smaller ones get.
#include <algorithm>

#include "support.hpp"

using namespace droplet;
using namespace support;

TEST_CASE("32 MiB and a part of a row, out of place as in place, aligned for it or not") {
  constexpr std::size_t n = (std::size_t{1} << 23) + 333;
  const Mask d{Rate{0.1}, Key{23}};
  const Bytes mask = mask_of(d, n);
  Floats x = values(n, 23);
  Floats y(n + 1);
  on_every_isa([&](const std::string&) {
    for (const std::size_t offset : {std::size_t{0}, std::size_t{1}}) {
      REQUIRE(dropout(d, x.data(), y.data() + offset, n) == StatusCode::ok);
      Floats in_place = x;
      REQUIRE(dropout(d, in_place.data(), in_place.data(), n) == StatusCode::ok);
      CHECK(same_bytes(y.data() + offset, in_place.data(), n));
      std::fill(y.begin(), y.end(), 7.0f);
      REQUIRE(apply_mask(d.rate(), mask.data(), x.data(), y.data() + offset, n) == StatusCode::ok);
      CHECK(same_bytes(y.data() + offset, in_place.data(), n));
    }
  });
}
