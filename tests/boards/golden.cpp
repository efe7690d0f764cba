// SPDX-License-Identifier: MIT
//
// Keep mask v1 against the table, in pieces that fit the smallest board.
#include "check.hpp"
#include "sha256.hpp"

namespace boards {
namespace {

struct Golden {
  double p;
  std::uint64_t key, first, n, q44, kept;
  const char* sha;
};

constexpr Golden table[] = {
#include "keep_mask_v1.inc"
};

bool same_text(const char* a, const char* b) {
  while (*a != '\0' && *a == *b) ++a, ++b;
  return *a == *b;
}

void check(const Golden& g) {
  constexpr std::size_t piece = 1000;  // elements; whole bytes, but no whole words
  static std::uint8_t mask[piece / 8];
  const droplet::Rate rate(g.p);
  CHECK(rate.keep_units() == g.q44);
  sha256::Digest digest;
  std::uint64_t kept = 0;
  for (std::uint64_t at = 0; at < g.n; at += piece) {
    const auto n = static_cast<std::size_t>(g.n - at < piece ? g.n - at : piece);
    const droplet::Mask d{rate, droplet::Key{g.key}, g.first + at};
    CHECK(droplet::fill_mask(d, mask, n) == droplet::StatusCode::ok);
    for (std::size_t i = 0; i < n; ++i) kept += bit(mask, i) ? 1 : 0;
    digest.add(mask, (n + 7) / 8);
  }
  CHECK(kept == g.kept);
  char hex[65];
  digest.finish(hex);
  CHECK(same_text(hex, g.sha));
}

}  // namespace

void golden_masks() {
  static_assert(sizeof table / sizeof table[0] >= 52, "the table is whole");
  for (const Golden& g : table) check(g);
}

}  // namespace boards
