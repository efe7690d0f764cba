// SPDX-License-Identifier: MIT
//
// A mask that is ANDed into a stored one: at every bit, in pieces, and what stays as it is.
#include "mask/shape.hpp"
#include "support.hpp"

namespace and_mask_test {

using namespace droplet;
using namespace support;

namespace {

constexpr std::size_t most = 5000;

// Any bits, and what a call must not touch behind them.
Bytes stored() {
  Random random(3);
  Bytes bytes(mask_bytes(most) + 8);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.bits());
  return bytes;
}

Bytes anded(Bytes bytes, const Bytes& drawn, std::size_t at, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    if (bit(drawn, i)) continue;
    std::uint8_t& byte = bytes[at + i / 8];
    byte = static_cast<std::uint8_t>(byte & ~(1u << i % 8));
  }
  return bytes;
}

}  // namespace

TEST_CASE("and_mask is fill_mask ANDed, from every first element and to every byte") {
  if (detail::inference_only) return;
  on_every_isa([](const std::string&) {
    for (const double p : {0.1, 0.5, 1.0, 0.0}) {
      for (std::uint64_t first = 4000; first < 4136; ++first) {
        const Mask d{Rate{p}, Key{7}, first};
        for (const std::size_t n : {1u, 5u, 8u, 31u, 64u, 75u, 600u, 1025u}) {
          const auto at = static_cast<std::size_t>(first % 9);
          Bytes bytes = stored();
          const Bytes want = anded(bytes, mask_of(d, n), at, n);
          CHECK(and_mask(d, bytes.data() + at, n) == StatusCode::ok);
          if (bytes != want) FAIL_CHECK("first ", first, ", n ", n, ", p ", p);
        }
      }
    }
  });
}

TEST_CASE("and_mask in two pieces, of which the second begins at a byte") {
  on_every_isa([](const std::string&) {
    for (const std::uint64_t first : {0u, 3u, 4000u, 4001u}) {
      const Mask d{Rate{0.3}, Key{7}, first};
      Bytes whole = stored();
      CHECK(and_mask(d, whole.data(), 1501) == StatusCode::ok);
      for (std::size_t cut = 0; cut <= 1501; cut += 8) {
        Bytes bytes = stored();
        CHECK(and_mask(d, bytes.data(), cut) == StatusCode::ok);
        Mask rest = d;
        rest.set_first(first + cut);
        CHECK(and_mask(rest, bytes.data() + cut / 8, 1501 - cut) == StatusCode::ok);
        if (bytes != whole) FAIL_CHECK("first ", first, ", cut at ", cut);
      }
    }
  });
}

// What lets a gradient of ReLU6 pass, and is kept.
TEST_CASE("one mask serves the gradient of a clip and of dropout") {
  if (detail::inference_only) return;
  const Mask d{Rate{0.3}, Key{7}, 100};
  const Floats gradient = values(most, 4);
  Floats dropped(most), one_pass(most);
  Bytes bytes = stored();
  const Bytes clip = bytes;
  CHECK(dropout(d, gradient.data(), dropped.data(), most) == StatusCode::ok);
  for (std::size_t i = 0; i < most; ++i) dropped[i] = bit(clip, i) ? dropped[i] : 0.0f;
  CHECK(and_mask(d, bytes.data(), most) == StatusCode::ok);
  CHECK(apply_mask(d.rate(), bytes.data(), gradient.data(), one_pass.data(), most) ==
        StatusCode::ok);
  CHECK(same_bytes(one_pass, dropped));
}

TEST_CASE("in inference and with p = 0 a stored mask stays, unused bits do with p = 1 too") {
  Bytes bytes = stored();
  for (const Mask& d : {Mask{Rate{0.5}, Key{7}, 3, Mode::inference},
                        Mask{Rate{1.0}, Key{7}, 3, Mode::inference}, Mask{Rate{0.0}, Key{7}, 3}})
    CHECK(and_mask(d, bytes.data(), 1001) == StatusCode::ok);
  CHECK(bytes == stored());
  if (detail::inference_only) return;
  std::uint8_t few[3] = {0xFF, 0xFF, 0xFF};
  CHECK(and_mask(Mask{Rate{1.0}, Key{7}}, few, 11) == StatusCode::ok);
  CHECK((few[0] == 0 && few[1] == 0xF8 && few[2] == 0xFF));
  CHECK(and_mask(Mask{Rate{1.0}, Key{7}}, few, 16) == StatusCode::ok);
  CHECK((few[1] == 0 && few[2] == 0xFF));
}

TEST_CASE("and_mask refuses what fill_mask does") {
  if (detail::inference_only) return;
  const Mask d{Rate{0.5}, Key{7}};
  CHECK(and_mask(d, nullptr, 1) == StatusCode::null_buffer);
  CHECK(and_mask(d, nullptr, 0) == StatusCode::ok);
  CHECK(and_mask(Mask{}, nullptr, 0) == StatusCode::bad_probability);
}

}  // namespace and_mask_test
