// SPDX-License-Identifier: MIT
//
// Keep mask v1 against two implementations that share nothing with the library: the table of masks
// and reference.hpp.
#include <cstdlib>

#include "csv.hpp"
#include "keep_mask_v1.hpp"
#include "reference.hpp"
#include "support.hpp"

namespace golden_test {

using namespace droplet;
using namespace support;

namespace {

struct Golden {
  double p;
  std::uint64_t key, first, n, q44, kept;
  std::string sha, mask;
};

std::uint64_t number(const std::string& text) {
  char* end = nullptr;
  const std::uint64_t value = std::strtoull(text.c_str(), &end, 10);
  REQUIRE((!text.empty() && *end == '\0'));
  return value;
}

Golden parse(const std::vector<std::string>& cells) {
  REQUIRE(cells.size() == 8);
  char* end = nullptr;
  const double p = std::strtod(cells[0].c_str(), &end);
  REQUIRE((!cells[0].empty() && *end == '\0'));
  return {p,
          number(cells[1]),
          number(cells[2]),
          number(cells[3]),
          number(cells[4]),
          number(cells[5]),
          cells[6],
          cells[7]};
}

const std::vector<Golden>& table() {
  static const std::vector<Golden> all = [] {
    std::vector<Golden> list;
    for (const auto& cells : csv_rows(keep_mask_v1)) list.push_back(parse(cells));
    return list;
  }();
  return all;
}

std::uint64_t ones(const Bytes& mask) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < 8 * mask.size(); ++i) count += bit(mask, i) ? 1 : 0;
  return count;
}

void check_mask(const Golden& g, const Bytes& mask) {
  CHECK(ones(mask) == g.kept);
  CHECK(digest_of(mask) == g.sha);
  if (!g.mask.empty()) CHECK(in_hexadecimal(mask) == g.mask);
}

}  // namespace

TEST_CASE("SHA-256 of FIPS 180-4's example, and of two blocks") {
  CHECK(digest_of(Bytes{'a', 'b', 'c'}) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const std::string two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  CHECK(digest_of(Bytes(two.begin(), two.end())) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("the table of masks is whole") {
  CHECK(table().size() >= 52);
  std::size_t with_bytes = 0, long_ones = 0;
  for (const Golden& g : table()) {
    with_bytes += g.mask.size() == 2 * ((g.n + 7) / 8) ? 1 : 0;
    long_ones += g.n > 4096 ? 1 : 0;
  }
  CHECK(with_bytes >= 48);
  CHECK(long_ones >= 4);
}

TEST_CASE("golden masks") {
  on_every_isa([](const std::string&) {
    for (const Golden& g : table()) {
      CAPTURE(g.p);
      CAPTURE(g.key);
      CAPTURE(g.first);
      const auto n = static_cast<std::size_t>(g.n);
      const Mask d{Rate{g.p}, Key{g.key}, g.first};
      CHECK(d.rate().keep_units() == g.q44);
      check_mask(g, mask_of(d, n));

      const Floats x(n, 1.0f);
      Floats y(n, -1.0f);
      Bytes mask((n + 7) / 8, 0x5A);
      REQUIRE(dropout(d, x.data(), y.data(), n, mask.data()) == StatusCode::ok);
      check_mask(g, mask);
      std::size_t differ = 0;
      for (std::size_t i = 0; i < n; ++i) differ += (y[i] != 0.0f) != bit(mask, i) ? 1 : 0;
      CHECK(differ == 0);
    }
  });
}

TEST_CASE("the reference draws the golden masks too") {
  for (const Golden& g : table()) {
    const auto n = static_cast<std::size_t>(g.n);
    CHECK(reference::keep_units(g.p) == g.q44);
    check_mask(g, reference::pack(reference::mask(g.q44, g.key, g.first, n), n));
  }
}

}  // namespace golden_test
