// SPDX-License-Identifier: MIT
//
// Keys, rates and the descriptor's bytes.
#include <cmath>
#include <limits>
#include <set>

#include "reference.hpp"
#include "support.hpp"

namespace descriptor_test {

using namespace droplet;
using namespace support;

namespace {

constexpr double nan_p = std::numeric_limits<double>::quiet_NaN();
constexpr double inf_p = std::numeric_limits<double>::infinity();

constexpr Rate tenth{0.1};
static_assert(tenth.valid() && tenth.keep_units() == 15832967439974u, "0.9 * 2^44, rounded");
static_assert(Rate{0.5}.keep() == 0.5 && Rate{0.5}.scale() == 2.0f, "exact");
static_assert(Rate{0.25}.keep_units() == 3 * (std::uint64_t{1} << 42), "exact");
static_assert(Rate{0.0}.scale() == 1.0f && Rate{1.0}.scale() == 0.0f && Rate{1.0}.valid(), "ends");
// SplitMix64 seeded with 0 begins with mix64(G) = 0xE220A8397B1DCDAF; this is its mix64.
static_assert(Key{0}.fold_in(0).value == 0x48218226FF3CD4BFu, "constexpr");
constexpr Mask constant{tenth, Key{5}.fold_in(1), 9, Mode::inference};
static_assert(constant.first() == 9 && constant.mode() == Mode::inference, "constexpr");

template <class T>
T field(const Mask& d, std::size_t at) {
  unsigned char bytes[sizeof d];
  std::memcpy(bytes, &d, sizeof d);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) value |= std::uint64_t{bytes[at + i]} << 8 * i;
  return static_cast<T>(value);
}

}  // namespace

TEST_CASE("fold_in, by hand") {
  CHECK(reference::mix64(reference::G) == 0xE220A8397B1DCDAFu);
  struct {
    std::uint64_t key, data, folded;
  } const cases[] = {{0x0u, 0x0u, 0x48218226FF3CD4BFu},
                     {0x0u, 0x1u, 0xEA8568D2E45FD6CBu},
                     {0x1u, 0x0u, 0xDCE423FC82C0D5B8u},
                     {0x2Au, 0x7u, 0xB1EA561E1A819115u},
                     {0xFFFFFFFFFFFFFFFFu, 0xFFFFFFFFFFFFFFFFu, 0xE8BA9F99CA933538u},
                     {0x123456789ABCDEFu, 0x10000000000u, 0xE178007CA318B582u}};
  for (const auto& c : cases) CHECK(Key{c.key}.fold_in(c.data).value == c.folded);
  CHECK(Key{42}.fold_in(3).fold_in(7).value == 0xF402F4B89ADFCA65u);
}

TEST_CASE("rates in [0, 1] are valid, no other") {
  for (const double p : {0.0, -0.0, 1e-300, 0.5, 1.0 - 0x1p-53, 1.0}) CHECK(Rate{p}.valid());
  for (const double p : {-0.1, -1e-300, 1.0 + 0x1p-52, 1.1, 1e300, inf_p, -inf_p, nan_p, -nan_p}) {
    CAPTURE(p);
    CHECK_FALSE(Rate{p}.valid());
  }
}

// (1 - p) * 2^44 = m + 1/2 exactly, for p = 1 - (m + 1/2) * 2^-44: ties go to the even neighbour.
TEST_CASE("the keep probability is rounded half to even") {
  const auto units = [](double u) { return Rate{1.0 - u * 0x1p-44}.keep_units(); };
  CHECK(units(0.5) == 0);
  CHECK(units(1.5) == 2);
  CHECK(units(2.5) == 2);
  CHECK(units(3.5) == 4);
  CHECK(units(0.75) == 1);
  CHECK(units(2.25) == 2);
  CHECK(units(2.75) == 3);
  CHECK(units(4294967295.5) == 4294967296u);
  CHECK(units(0x1p44 - 0.5) == std::uint64_t{1} << 44);
  CHECK(units(0x1p44 - 1.5) == (std::uint64_t{1} << 44) - 2);
}

TEST_CASE("keep, scale and units agree with their definitions") {
  Random random(1);
  for (int i = 0; i < 20000; ++i) {
    double p = random.uniform();
    if (i % 2 == 0) p = std::ldexp(p, -static_cast<int>(random.below(50)));
    if (i % 4 == 0) p = 1.0 - p;
    const Rate rate{p};
    const std::uint64_t q = reference::keep_units(p);
    const bool agree = rate.valid() && rate.keep_units() == q &&
                       rate.keep() == std::ldexp(static_cast<double>(q), -44) &&
                       rate.scale() == (q == 0 ? 0.0f : reference::scale(q));
    if (!agree) FAIL_CHECK("p = ", p);
  }
}

TEST_CASE("the descriptor's bytes") {
  const Mask d{Rate{0.1}, Key{0x1122334455667788u}, 0x99AABBCCDDEEFF01u, Mode::inference};
  CHECK(field<std::uint32_t>(d, 0) == (15832967439974u & 0xFFFFFFFFu));
  CHECK(field<std::uint16_t>(d, 4) == 15832967439974u >> 32);
  CHECK(field<std::uint8_t>(d, 6) == 1);
  CHECK(field<std::uint8_t>(d, 7) == 0);
  CHECK(field<std::uint32_t>(d, 8) == bits_of(static_cast<float>(0x1p44 / 15832967439974.0)));
  CHECK(field<std::uint8_t>(d, 12) == 1);
  for (const std::size_t at : {13u, 14u, 15u}) CHECK(field<std::uint8_t>(d, at) == 0);
  CHECK(field<std::uint64_t>(d, 16) == 0x1122334455667788u);
  CHECK(field<std::uint64_t>(d, 24) == 0x99AABBCCDDEEFF01u);
  CHECK(field<std::uint8_t>(Mask{Rate{0.1}, Key{0}}, 12) == 0);
  CHECK(field<std::uint16_t>(Mask{Rate{0.0}, Key{0}}, 4) == 4096);
  CHECK(field<std::uint8_t>(Mask{Rate{nan_p}, Key{0}}, 6) == 0);
}

TEST_CASE("a stored descriptor replays") {
  const Mask d{Rate{0.3}, Key{6}, 1000};
  unsigned char stored[sizeof d];
  std::memcpy(stored, &d, sizeof d);
  Mask restored{Rate{nan_p}, Key{0}};
  std::memcpy(static_cast<void*>(&restored), stored, sizeof stored);
  CHECK(mask_of(restored, 3000) == mask_of(d, 3000));
}

TEST_CASE("every status has a sentence, anything else too") {
  std::set<std::string> sentences;
  for (int s = 0; s <= 10; ++s) sentences.insert(describe(static_cast<StatusCode>(s)));
  CHECK(sentences.size() == 11);
  CHECK(std::string(describe(StatusCode::ok)) == "ok");
}

TEST_CASE("the instruction set in use is the one chosen") {
  on_every_isa([](const std::string& isa) { CHECK(isa == isa_name()); });
}

}  // namespace descriptor_test
