// SPDX-License-Identifier: MIT
//
// Buffers so large that an ISA may store past the caches get the bytes that smaller ones get.
#include <algorithm>

#include "support.hpp"

namespace nontemporal_test {

using namespace droplet;
using namespace support;

namespace {

// A part that is no whole number of vectors or pages, again and again: drawing all would take
// longer than the tests.
template <class T = float>
std::vector<T> many(std::size_t n, std::uint64_t seed) {
  const std::vector<T> part = values<T>(65537, seed);
  std::vector<T> all;
  all.reserve(n + part.size());
  while (all.size() < n) all.insert(all.end(), part.begin(), part.end());
  all.resize(n);
  return all;
}

}  // namespace

TEST_CASE("32 MiB and a part of a row, out of place as in place, aligned for it or not") {
  constexpr std::size_t n = (std::size_t{1} << 23) + 333;
  const Mask d{Rate{0.1}, Key{23}};
  const Bytes mask = mask_of(d, n);
  Floats x = many(n, 23);
  Floats y(n + 1), in_place;
  on_every_isa([&](const std::string&) {
    for (const std::size_t offset : {std::size_t{0}, std::size_t{1}}) {
      REQUIRE(dropout(d, x.data(), y.data() + offset, n) == StatusCode::ok);
      in_place = x;
      REQUIRE(dropout(d, in_place.data(), in_place.data(), n) == StatusCode::ok);
      CHECK(same_bytes(y.data() + offset, in_place.data(), n));
      std::fill(y.begin(), y.end(), 7.0f);
      REQUIRE(apply_mask(d.rate(), mask.data(), x.data(), y.data() + offset, n) == StatusCode::ok);
      CHECK(same_bytes(y.data() + offset, in_place.data(), n));
    }
  });
}

TEST_CASE("rows of 32 MiB, of whole vectors and not, out of place as in place") {
  constexpr std::size_t n = (std::size_t{1} << 23) + 4800;
  const Floats x = many(n, 24), residual = many(n, 25);
  Floats y(n), in_place;
  on_every_isa([&](const std::string&) {
    for (const std::size_t length : {16u, 64u, 100u, 1200u}) {
      for (const double p : {0.5, 0.9}) {
        if (emulated() && (length != 64 || p != 0.5)) continue;
        const Mask d{Rate{p}, Key{length}, 3};
        const Rows rows = {.rows = n / length, .row_length = length};
        const std::size_t size = rows.rows * length;
        CAPTURE(length);
        CAPTURE(p);
        in_place = x;
        REQUIRE(drop_path(d, in_place.data(), in_place.data(), rows) == StatusCode::ok);
        REQUIRE(drop_path(d, x.data(), y.data(), rows) == StatusCode::ok);
        CHECK(same_bytes(y.data(), in_place.data(), size));
        const Features features = {.samples = 1, .channels = rows.rows, .inner = length};
        std::fill(y.begin(), y.end(), 7.0f);
        REQUIRE(feature_dropout(d, x.data(), y.data(), features) == StatusCode::ok);
        CHECK(same_bytes(y.data(), in_place.data(), size));
        in_place = residual;
        REQUIRE(drop_path_add(d, in_place.data(), x.data(), in_place.data(), rows) ==
                StatusCode::ok);
        REQUIRE(drop_path_add(d, residual.data(), x.data(), y.data(), rows) == StatusCode::ok);
        CHECK(same_bytes(y.data(), in_place.data(), size));
      }
    }
  });
}

TEST_CASE_TEMPLATE("rows of 32 MiB of narrower floats, out of place as in place", T, half,
                   bfloat16) {
  if (emulated()) return;  // the fuzzer's build stores past the caches from 2 KiB on
  constexpr std::size_t n = (std::size_t{1} << 24) + 4800;
  const std::vector<T> x = many<T>(n, 26);
  std::vector<T> y(n), in_place;
  on_every_isa([&](const std::string&) {
    for (const std::size_t length : {64u, 100u}) {
      const Mask d{Rate{0.5}, Key{length}, 3};
      const Rows rows = {.rows = n / length, .row_length = length};
      CAPTURE(length);
      in_place = x;
      REQUIRE(drop_path(d, in_place.data(), in_place.data(), rows) == StatusCode::ok);
      REQUIRE(drop_path(d, x.data(), y.data(), rows) == StatusCode::ok);
      CHECK(same_bytes(y.data(), in_place.data(), rows.rows * length));
      in_place = x;
      REQUIRE(drop_path_add(d, in_place.data(), x.data(), in_place.data(), rows) == StatusCode::ok);
      REQUIRE(drop_path_add(d, x.data(), x.data(), y.data(), rows) == StatusCode::ok);
      CHECK(same_bytes(y.data(), in_place.data(), rows.rows * length));
    }
  });
}

}  // namespace nontemporal_test
