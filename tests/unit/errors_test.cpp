// SPDX-License-Identifier: MIT
//
// What is refused and with which status, and that a refused call writes nothing.
#include <limits>

#include "refused.hpp"

using namespace refusal;

namespace {

bool elements(const Operation& op) { return op.writes_y(); }
bool masks(const Operation& op) { return op.reads_mask() || op.with_bits; }
bool scatters(const Operation& op) { return op.kind == Kind::drop_path_scatter_add; }
bool adds(const Operation& op) { return op.has_branch(); }

}  // namespace

TEST_CASE("the scene is accepted as it stands") {
  for (const Operation& op : operations::all()) {
    Scene scene(0.5);
    INFO(op.name);
    CHECK(op.run(scene.d, scene.buffers(op), n) == StatusCode::ok);
    CHECK_FALSE(scene.untouched());
  }
}

TEST_CASE("probabilities outside [0, 1], in training and in inference") {
  using L = std::numeric_limits<double>;
  for (const double p : {-0.1, 1.1, L::quiet_NaN(), L::infinity(), -L::infinity()}) {
    for (const Mode mode : {Mode::train, Mode::inference}) {
      const auto spoil = [&](Scene* s, Buffers*) { s->d = Mask{Rate{p}, Key{1}, 0, mode}; };
      refused(StatusCode::bad_probability, any, spoil);
      Scene scene(0.5);
      spoil(&scene, nullptr);
      std::size_t count = 99;
      CHECK(kept_rows(scene.d, n, scene.kept, &count) == StatusCode::bad_probability);
      CHECK((count == 99 && scene.untouched()));
    }
  }
}

TEST_CASE("the first of several faults is the one that is told") {
  const Mask bad{Rate{std::numeric_limits<double>::quiet_NaN()}, Key{1}};
  const Mask good{Rate{0.5}, Key{1}};
  float x[4] = {};
  std::size_t count = 99;
  constexpr auto no_layout = static_cast<Layout>(2);
  CHECK(feature_dropout(bad, x, no_floats,
                        {.samples = 1, .channels = 1, .inner = 1, .layout = no_layout}) ==
        StatusCode::bad_probability);
  CHECK(feature_dropout(good, x, no_floats,
                        {.samples = SIZE_MAX, .channels = 2, .inner = 2, .layout = no_layout}) ==
        StatusCode::bad_option);
  CHECK(feature_dropout(good, x, no_floats,
                        {.samples = SIZE_MAX, .channels = 2, .inner = 0, .layout = no_layout}) ==
        StatusCode::bad_option);
  CHECK(feature_dropout(good, x, no_floats, {.samples = SIZE_MAX, .channels = 2, .inner = 0}) ==
        StatusCode::ok);
  CHECK(feature_dropout(good, x, no_floats, {.samples = SIZE_MAX, .channels = 2, .inner = 2}) ==
        StatusCode::bad_size);
  CHECK(drop_path(bad, x, x, {.rows = SIZE_MAX, .row_length = 2}) == StatusCode::bad_probability);
  CHECK(dropout(good, x, no_floats, SIZE_MAX) == StatusCode::bad_size);
  CHECK(apply_mask(Rate{0.5}, nullptr, x, x + 1, SIZE_MAX) == StatusCode::bad_size);
  CHECK(apply_mask(Rate{0.5}, nullptr, x, x + 1, 2) == StatusCode::null_buffer);
  CHECK(drop_path_add(good, x, nullptr, x + 1, {.rows = 1, .row_length = 2}) ==
        StatusCode::null_buffer);
  CHECK(drop_path_scatter_add(good, x, nullptr, 9, x + 1, {.rows = 1, .row_length = 2}) ==
        StatusCode::null_buffer);
  CHECK(kept_rows(good, SIZE_MAX, nullptr, &count) == StatusCode::bad_size);
  CHECK(count == 99);
  alignas(std::size_t) std::uint32_t room[8] = {};
  auto* const inside = reinterpret_cast<std::size_t*>(room);
  CHECK(kept_rows(good, 8, room, inside) == StatusCode::overlap);
  CHECK(kept_rows(good, 0, nullptr, nullptr) == StatusCode::ok);
  CHECK(kept_rows(good, 0, nullptr, &count) == StatusCode::ok);
  CHECK(count == 0);
}

TEST_CASE("null buffers") {
  refused(StatusCode::null_buffer, elements, [](Scene*, Buffers* b) { b->x = nullptr; });
  refused(StatusCode::null_buffer, elements, [](Scene*, Buffers* b) { b->y = nullptr; });
  refused(StatusCode::null_buffer, adds, [](Scene*, Buffers* b) { b->branch = nullptr; });
  const auto needs_mask = [](const Operation& op) {
    return op.reads_mask() || op.kind == Kind::fill_mask;
  };
  refused(StatusCode::null_buffer, needs_mask, [](Scene*, Buffers* b) { b->mask = nullptr; });
  Scene scene(0.5);
  std::size_t count = 99;
  CHECK(kept_rows(scene.d, n, nullptr, &count) == StatusCode::null_buffer);
  CHECK(kept_rows(scene.d, n, scene.kept, nullptr) == StatusCode::null_buffer);
  CHECK((count == 99 && scene.untouched()));
}

// The table's smallest shape within n has 210 elements.
TEST_CASE("overlap in part, both ways, by one element and by all but one") {
  for (const std::size_t by : {1u, 100u, 209u}) {
    refused(StatusCode::overlap, elements,
            [&](Scene* s, Buffers* b) { b->x = s->y.data(), b->y = s->y.data() + by; });
    refused(StatusCode::overlap, elements,
            [&](Scene* s, Buffers* b) { b->y = s->y.data(), b->x = s->y.data() + by; });
    refused(StatusCode::overlap, adds, [&](Scene* s, Buffers* b) { b->branch = s->y.data() + by; });
  }
  for (const std::size_t by : {1u, 100u}) {
    refused(StatusCode::overlap, adds,
            [&](Scene* s, Buffers* b) { b->branch = s->y.data(), b->y = s->y.data() + by; });
  }
  refused(StatusCode::overlap, scatters, [](Scene* s, Buffers* b) { b->branch = s->y.data(); });
}

TEST_CASE("a mask over its data") {
  const auto bytes = [](float* p) { return reinterpret_cast<std::uint8_t*>(p); };
  for (const std::size_t at : {std::size_t{0}, std::size_t{n}, 4 * n - 1}) {
    refused(StatusCode::overlap, masks,
            [&](Scene* s, Buffers* b) { b->mask = bytes(s->x.data()) + at; });
    refused(StatusCode::overlap, masks,
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
    CHECK(op.run(scene.d, b, n) == StatusCode::ok);
    b.y = both.data(), b.x = both.data() + op.shape(n).elements();
    CHECK(op.run(scene.d, b, n) == StatusCode::ok);
  }
}
