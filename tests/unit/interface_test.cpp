// SPDX-License-Identifier: MIT
//
// What the headers offer besides operations.
#define DROPLET_FAILED(status) interface_test_failed = status
static int interface_test_failed = -1;

#include "mask/shape.hpp"
#include "support.hpp"

using namespace droplet;
using namespace support;

namespace {

static_assert(!Rate{}.valid() && Mask{}.key() == Key{} && Key{}.value == 0, "defaults");
static_assert(Mask{Rate{0.5}, Key{1}} == Mask{Rate{0.5}, Key{1}}, "constexpr");
static_assert(mask_bytes(0) == 0 && mask_bytes(9) == 2 && mask_bytes(SIZE_MAX) == SIZE_MAX / 8 + 1,
              "constexpr");
static_assert(DROPLET_VERSION == DROPLET_VERSION_MAJOR * 10000 + DROPLET_VERSION_MINOR * 100 +
                                     DROPLET_VERSION_PATCH,
              "for #if");
constexpr std::uint8_t stored[DROPLET_MASK_BYTES(17)] = {};
static_assert(sizeof stored == 3, "a constant");

}  // namespace

TEST_CASE("descriptors are equal where all of their bytes are") {
  const Mask mask{Rate{0.25}, Key{7}, 9, Mode::inference};
  for (std::size_t at = 0; at < sizeof mask; ++at) {
    droplet_mask_t c = mask.c();
    reinterpret_cast<unsigned char*>(&c)[at] ^= 0x10;
    CAPTURE(at);
    CHECK(Mask(c) != mask);
    CHECK_FALSE(Mask(c) == mask);
    CHECK((Rate(c.rate) == mask.rate()) == (at >= sizeof c.rate));
  }
  CHECK(mask == Mask(mask.c()));
  CHECK(Key{1} != Key{2});
}

TEST_CASE("a mask that was never set is refused, and a rate in a build for inference too") {
  float x[4] = {};
  if (!detail::inference_only) CHECK(dropout(Mask{}, x, x, 4) == StatusCode::bad_probability);
  CHECK(apply_mask(Mask{}.rate(), stored, x, x, 4) == StatusCode::bad_probability);
}

TEST_CASE("at a step a layer has its key with the step folded in, and all else as it was") {
  const Mask layer{Rate{0.3}, Key{2}, 77, Mode::inference};
  const Mask now = layer.at(5);
  CHECK(now == Mask{Rate{0.3}, Key{2}.fold_in(5), 77, Mode::inference});
  CHECK(now == Mask(droplet_at(&layer.c(), 5)));
  CHECK(Mask(droplet_at(nullptr, 5)) == Mask{});
  // Neighbouring layers at neighbouring steps: ++key would give the same mask.
  CHECK(Mask{Rate{0.3}, Key{1}}.at(6).key() != Mask{Rate{0.3}, Key{2}}.at(5).key());
  droplet_mask_t damaged = layer.c();
  damaged.reserved[1] = 3;
  CHECK(droplet_at(&damaged, 5).reserved[1] == 3);
}

TEST_CASE("the library's version is the headers'") {
  CHECK(version() == DROPLET_VERSION);
  CHECK(droplet_version() == DROPLET_VERSION);
  const std::string dotted = std::to_string(DROPLET_VERSION_MAJOR) + "." +
                             std::to_string(DROPLET_VERSION_MINOR) + "." +
                             std::to_string(DROPLET_VERSION_PATCH);
  CHECK(dotted == DROPLET_VERSION_STRING);
}

TEST_CASE("DROPLET_MUST passes what is ok, and hands on what is not, evaluated once") {
  float x[4] = {};
  int calls = 0;
  const auto layer = [&](const Rate& rate) {
    ++calls;
    return apply_mask(rate, stored, x, x, 4);
  };
  DROPLET_MUST(layer(Rate{0.5}));
  CHECK(interface_test_failed == -1);
  if (calls == 1) DROPLET_MUST(layer(Rate{}));
  CHECK(interface_test_failed == DROPLET_BAD_PROBABILITY);
  DROPLET_MUST(droplet_apply_mask(nullptr, stored, x, x, 4));
  CHECK(interface_test_failed == DROPLET_BAD_DESCRIPTOR);
  CHECK(calls == 2);
}

TEST_CASE("bytes of a mask of any size") {
  for (const std::size_t n :
       {std::size_t{0}, std::size_t{1}, std::size_t{8}, size_max - 6, size_max}) {
    CHECK(droplet_mask_bytes(n) == mask_bytes(n));
    CHECK(mask_bytes(n) == n / 8 + (n % 8 != 0 ? 1 : 0));
  }
}
