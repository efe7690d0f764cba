// SPDX-License-Identifier: MIT
//
// What is refused, with which status, and that nothing was written then.
#include <limits>

#include "rig.hpp"

using namespace droplet;
using namespace support;
using operations::Buffers;
using operations::Kind;
using operations::Operation;

namespace {

constexpr std::size_t n = 264;  // 8 * 33: every operation of the table has elements

// Buffers of n elements, and what they held at first.
struct Scene {
  Floats x = values(n, 1), branch = values(n, 2), y = values(2 * n, 3);
  Bytes mask = Bytes(2 * n, 0x3C);
  std::uint32_t kept[n];
  double p;
  Dropout d{Rate{p}, Key{rig_key}};

  explicit Scene(double p_) : p(p_) { std::fill(kept, kept + n, 0xABABABABu); }
  Buffers buffers(const Operation& op) {
    return {x.data(), branch.data(), y.data(), mask.data(),
            op.kept_rows(reference_mask(p, 0, n), n)};
  }
  bool untouched() const {
    static const Scene fresh(0.5);
    return same_bytes(x, fresh.x) && same_bytes(branch, fresh.branch) && same_bytes(y, fresh.y) &&
           mask == fresh.mask && std::equal(kept, kept + n, fresh.kept);
  }
};

// Runs each operation for which `applies` with what `spoil` made of its arguments.
template <class Applies, class Spoil>
void refused(Status want, Applies applies, Spoil spoil) {
  on_every_isa([&](const std::string&) {
    for (const Operation& op : operations::all()) {
      // The identity refuses what is refused where something is drawn.
      for (const double p : {0.5, 0.0}) {
        if (!applies(op)) continue;
        Scene scene(p);
        Buffers buffers = scene.buffers(op);
        INFO(op.name, ", p = ", p);
        spoil(&scene, &buffers);
        CHECK(op.run(scene.d, buffers, n) == want);
        CHECK(scene.untouched());
      }
    }
  });
}

bool any(const Operation&) { return true; }
bool elements(const Operation& op) { return op.writes_y(); }
bool masks(const Operation& op) { return op.reads_mask() || op.kind == Kind::dropout_with_mask; }
bool scatters(const Operation& op) { return op.kind == Kind::scatter_add; }
bool adds(const Operation& op) { return op.has_branch(); }

}  // namespace

TEST_CASE("the scene is accepted as it stands") {
  for (const Operation& op : operations::all()) {
    Scene scene(0.5);
    INFO(op.name);
    CHECK(op.run(scene.d, scene.buffers(op), n) == Status::ok);
    CHECK_FALSE(scene.untouched());
  }
}

TEST_CASE("probabilities outside [0, 1], in training and in inference") {
  using L = std::numeric_limits<double>;
  for (const double p : {-0.1, 1.1, L::quiet_NaN(), L::infinity(), -L::infinity()}) {
    for (const Mode mode : {Mode::train, Mode::inference}) {
      const auto spoil = [&](Scene* s, Buffers*) { s->d = Dropout{Rate{p}, Key{1}, 0, mode}; };
      refused(Status::bad_probability, any, spoil);
      Scene scene(0.5);
      spoil(&scene, nullptr);
      std::size_t count = 99;
      CHECK(kept_rows(scene.d, n, scene.kept, &count) == Status::bad_probability);
      CHECK((count == 99 && scene.untouched()));
    }
  }
}

TEST_CASE("a descriptor of zeros, and one whose keep probability is above 1") {
  for (const std::uint32_t digits : {0u, 4096u, 4097u, 65535u}) {
    refused(Status::bad_probability, any, [&](Scene* s, Buffers*) {
      const std::uint32_t fraction = digits == 4096 ? 1 : 0;
      const std::uint8_t format = digits == 0 ? 0 : DROPLET_MASK_FORMAT;
      auto* bytes = reinterpret_cast<unsigned char*>(&s->d);
      std::memset(bytes, 0, sizeof s->d);
      std::memcpy(bytes, &fraction, sizeof fraction);
      std::memcpy(bytes + 4, &digits, 2);
      bytes[6] = format;
    });
  }
}

TEST_CASE("null buffers") {
  refused(Status::null_buffer, elements, [](Scene*, Buffers* b) { b->x = nullptr; });
  refused(Status::null_buffer, elements, [](Scene*, Buffers* b) { b->y = nullptr; });
  refused(Status::null_buffer, adds, [](Scene*, Buffers* b) { b->branch = nullptr; });
  const auto needs_mask = [](const Operation& op) {
    return op.reads_mask() || op.kind == Kind::fill_mask;
  };
  refused(Status::null_buffer, needs_mask, [](Scene*, Buffers* b) { b->mask = nullptr; });
  Scene scene(0.5);
  std::size_t count = 99;
  CHECK(kept_rows(scene.d, n, nullptr, &count) == Status::null_buffer);
  CHECK(kept_rows(scene.d, n, scene.kept, nullptr) == Status::null_buffer);
  CHECK((count == 99 && scene.untouched()));
}

// The table's smallest shape within n has 210 elements.
TEST_CASE("overlap in part, both ways, by one element and by all but one") {
  for (const std::size_t by : {1u, 100u, 209u}) {
    refused(Status::overlap, elements,
            [&](Scene* s, Buffers* b) { b->x = s->y.data(), b->y = s->y.data() + by; });
    refused(Status::overlap, elements,
            [&](Scene* s, Buffers* b) { b->y = s->y.data(), b->x = s->y.data() + by; });
    refused(Status::overlap, adds, [&](Scene* s, Buffers* b) { b->branch = s->y.data() + by; });
  }
  for (const std::size_t by : {1u, 100u}) {
    refused(Status::overlap, adds,
            [&](Scene* s, Buffers* b) { b->branch = s->y.data(), b->y = s->y.data() + by; });
  }
  refused(Status::overlap, scatters, [](Scene* s, Buffers* b) { b->branch = s->y.data(); });
}

TEST_CASE("a mask over its data") {
  const auto bytes = [](float* p) { return reinterpret_cast<std::uint8_t*>(p); };
  for (const std::size_t at : {std::size_t{0}, std::size_t{n}, 4 * n - 1}) {
    refused(Status::overlap, masks,
            [&](Scene* s, Buffers* b) { b->mask = bytes(s->x.data()) + at; });
    refused(Status::overlap, masks,
            [&](Scene* s, Buffers* b) { b->mask = bytes(s->y.data()) + at; });
  }
}

TEST_CASE("buffers that touch do not overlap") {
  for (const Operation& op : operations::all()) {
    if (!op.writes_y()) continue;
    Floats both = values(2 * n, 4);
    Scene scene(0.5);
    Buffers b = scene.buffers(op);
    INFO(op.name);
    b.x = both.data(), b.y = both.data() + op.shape(n).elements();
    CHECK(op.run(scene.d, b, n) == Status::ok);
    b.y = both.data(), b.x = both.data() + op.shape(n).elements();
    CHECK(op.run(scene.d, b, n) == Status::ok);
  }
}
