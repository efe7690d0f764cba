// SPDX-License-Identifier: MIT
//
// A mask that is drawn in two pieces has the bits that one call gives.
#include "support.hpp"

namespace cut_mask_test {

using namespace droplet;
using namespace support;

namespace {

Bytes joined(const Bytes& head, const Bytes& tail, std::size_t head_bits, std::size_t n) {
  Bytes all((n + 7) / 8);
  for (std::size_t i = 0; i < n; ++i) {
    const bool kept = i < head_bits ? bit(head, i) : bit(tail, i - head_bits);
    if (kept) all[i / 8] = static_cast<std::uint8_t>(all[i / 8] | 1u << i % 8);
  }
  return all;
}

}  // namespace

TEST_CASE("a cut mask") {
  on_every_isa([](const std::string&) {
    const Mask d{Rate{0.3}, Key{99}, 4000};
    const Bytes whole = mask_of(d, 700);
    const Floats x = values(700, 7);
    Floats y(700);
    for (std::size_t cut = 0; cut <= 700; ++cut) {
      Mask tail = d;
      tail.set_first(tail.first() + cut);
      Bytes a((cut + 7) / 8), b((700 - cut + 7) / 8);
      REQUIRE(dropout(d, x.data(), y.data(), cut, a.data()) == StatusCode::ok);
      REQUIRE(dropout(tail, x.data() + cut, y.data() + cut, 700 - cut, b.data()) == StatusCode::ok);
      if (joined(a, b, cut, 700) != whole) FAIL_CHECK("dropout's mask cut at ", cut);
      if (cut % 8 == 0) {
        Bytes shared(whole.size());
        for (std::uint32_t k = 0; k < 8; ++k) {
          const Share share = {.index = k, .count = 8};
          REQUIRE(fill_mask_share(d, shared.data(), cut, share) == StatusCode::ok);
          REQUIRE(fill_mask_share(tail, shared.data() + cut / 8, 700 - cut, share) ==
                  StatusCode::ok);
        }
        if (shared != whole) FAIL_CHECK("shares of fill_mask cut at ", cut);
      }
      if (joined(mask_of(d, cut), mask_of(tail, 700 - cut), cut, 700) != whole) {
        FAIL_CHECK("fill_mask cut at ", cut);
      }
    }
  });
}

}  // namespace cut_mask_test
