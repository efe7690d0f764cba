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

namespace {

// A descriptor that is right, but for bytes at one place.
struct Damage {
  std::size_t at;
  std::uint32_t value;
  std::size_t bytes;
  Status status;
};

Dropout damaged(const Damage& damage, double p, Mode mode) {
  droplet_dropout_t c = Dropout{Rate{p}, Key{rig_key}, 0, mode}.c();
  std::memcpy(reinterpret_cast<unsigned char*>(&c) + damage.at, &damage.value, damage.bytes);
  return Dropout{c};
}

constexpr Damage damages[] = {
    {6, 0, 1, Status::bad_probability},          // the format of a rate that was never set
    {6, 2, 1, Status::unknown_format},           // of the next release
    {6, 255, 1, Status::unknown_format},         //
    {4, 4097, 2, Status::bad_probability},       // a keep probability above 1
    {4, 65535, 2, Status::bad_probability},      //
    {7, 1, 1, Status::bad_descriptor},           // what must be 0
    {13, 1, 1, Status::bad_descriptor},          //
    {14, 128, 1, Status::bad_descriptor},        //
    {15, 255, 1, Status::bad_descriptor},        //
    {12, 2, 1, Status::bad_descriptor},          // a mode that is neither
    {12, 7, 1, Status::bad_descriptor},          //
    {12, 255, 1, Status::bad_descriptor},        //
    {8, 0x00000000, 4, Status::bad_descriptor},  // a scale of 0, though something is kept
    {8, 0x80000000, 4, Status::bad_descriptor},  // -0,
    {8, 0x3F7FFFFF, 4, Status::bad_descriptor},  // just below 1,
    {8, 0x55800001, 4, Status::bad_descriptor},  // just above 2^44,
    {8, 0xC0000000, 4, Status::bad_descriptor},  // -2,
    {8, 0x7F800000, 4, Status::bad_descriptor},  // infinity,
    {8, 0xFF800000, 4, Status::bad_descriptor},  //
    {8, 0x7FC00000, 4, Status::bad_descriptor},  // NaN
};

bool takes_mode(const Operation& op) { return !op.reads_mask(); }

}  // namespace

TEST_CASE("a damaged descriptor, with elements and without") {
  for (const Damage& damage : damages) {
    CAPTURE(damage.at);
    CAPTURE(damage.value);
    for (const Mode mode : {Mode::train, Mode::inference}) {
      const bool of_rate = damage.at < 12;
      refused(damage.status, of_rate ? any : takes_mode, [&](Scene* s, Buffers*) {
        s->d = damaged(damage, s->p == 0.0 && damage.at == 8 ? 0.25 : s->p, mode);
      });
      const Dropout d = damaged(damage, 0.5, mode);
      CHECK(d.rate().valid() == !of_rate);
      for (const Operation& op : operations::all()) {
        if (of_rate || takes_mode(op)) CHECK(op.run(d, {}, 0) == damage.status);
      }
      std::size_t count = 99;
      CHECK(kept_rows(d, 0, nullptr, &count) == damage.status);
      CHECK(count == 99);
    }
  }
}

TEST_CASE("scales that are not the rate's own, from 1 to 2^44, are taken") {
  for (const std::uint32_t bits : {0x3F800000u, 0x40490FDBu, 0x55800000u}) {
    const Dropout d = damaged({8, bits, 4, Status::ok}, 0.5, Mode::train);
    CHECK(d.rate().valid());
    float x = 1.0f;
    CHECK(dropout(d, &x, &x, 1) == Status::ok);
  }
}

TEST_CASE("a descriptor of zeros") {
  refused(Status::bad_probability, any,
          [](Scene* s, Buffers*) { s->d = Dropout{droplet_dropout_t{}}; });
}

TEST_CASE("the first of several faults is the one that is told") {
  const Dropout bad{Rate{std::numeric_limits<double>::quiet_NaN()}, Key{1}};
  const Dropout good{Rate{0.5}, Key{1}};
  float x[4] = {};
  std::size_t count = 99;
  constexpr auto no_layout = static_cast<Layout>(2);
  CHECK(feature_dropout(bad, x, nullptr, 1, 1, 1, no_layout) == Status::bad_probability);
  CHECK(feature_dropout(good, x, nullptr, SIZE_MAX, 2, 2, no_layout) == Status::bad_option);
  CHECK(feature_dropout(good, x, nullptr, SIZE_MAX, 2, 0, no_layout) == Status::bad_option);
  CHECK(feature_dropout(good, x, nullptr, SIZE_MAX, 2, 0) == Status::ok);
  CHECK(feature_dropout(good, x, nullptr, SIZE_MAX, 2, 2) == Status::bad_size);
  CHECK(drop_path(bad, x, x, SIZE_MAX, 2) == Status::bad_probability);
  CHECK(dropout(good, x, nullptr, SIZE_MAX) == Status::bad_size);
  CHECK(apply_mask(Rate{0.5}, nullptr, x, x + 1, SIZE_MAX) == Status::bad_size);
  CHECK(apply_mask(Rate{0.5}, nullptr, x, x + 1, 2) == Status::null_buffer);
  CHECK(drop_path_add(good, x, nullptr, x + 1, 1, 2) == Status::null_buffer);
  CHECK(drop_path_scatter_add(good, x, nullptr, 9, x + 1, 1, 2) == Status::bad_size);
  CHECK(kept_rows(good, SIZE_MAX, nullptr, &count) == Status::bad_size);
  CHECK(count == 99);
  CHECK(kept_rows(good, 0, nullptr, nullptr) == Status::ok);
  CHECK(kept_rows(good, 0, nullptr, &count) == Status::ok);
  CHECK(count == 0);
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
