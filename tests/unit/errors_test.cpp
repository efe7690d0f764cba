// SPDX-License-Identifier: MIT
//
// What is refused and with which status, and that a refused call writes nothing.
#include <limits>

#include "refused.hpp"

namespace errors_test {

using namespace refusal;

namespace {

bool has_y(const Operation& op) { return op.writes_y(); }
bool masks(const Operation& op) { return op.reads_mask() || op.with_bits; }
bool scatters(const Operation& op) { return op.kind == Kind::scatter_add_rows; }
// What y spans is as much as x does.
bool writes_all(const Operation& op) { return has_y(op) && !op.gathers(); }
bool adds(const Operation& op) { return op.has_branch(); }

}  // namespace

TEST_CASE_TEMPLATE("the scene is accepted as it stands", T, FLOATING_TYPES, INTEGER_TYPES) {
  for (const Operation& op : operations::all<T>()) {
    Scene<T> scene(0.5);
    INFO(op.name);
    CHECK(op.run(scene.d, scene.buffers(), n) == StatusCode::ok);
    CHECK_FALSE(scene.untouched());
  }
}

TEST_CASE_TEMPLATE("probabilities outside [0, 1], in training and in inference", T, FLOATING_TYPES,
                   INTEGER_TYPES) {
  using L = std::numeric_limits<double>;
  for (const double p : {-0.1, 1.1, L::quiet_NaN(), L::infinity(), -L::infinity()}) {
    for (const Mode mode : {Mode::train, Mode::inference}) {
      const auto spoil = [&](Scene<T>* s, Buffers<T>*) { s->d = Mask{Rate{p}, Key{1}, 0, mode}; };
      refused<T>(StatusCode::bad_probability, any, spoil);
      Scene<T> scene(0.5);
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
  CHECK(kept_rows(good, SIZE_MAX, nullptr, &count) == StatusCode::bad_size);
  CHECK(count == 99);
  alignas(std::size_t) std::uint32_t room[8] = {};
  auto* const inside = reinterpret_cast<std::size_t*>(room);
  CHECK(kept_rows(good, 8, room, inside) == StatusCode::overlap);
  CHECK(kept_rows(good, 0, nullptr, nullptr) == StatusCode::ok);
  CHECK(kept_rows(good, 0, nullptr, &count) == StatusCode::ok);
  CHECK(count == 0);
}

TEST_CASE_TEMPLATE("null buffers", T, FLOATING_TYPES, INTEGER_TYPES) {
  refused<T>(StatusCode::null_buffer, has_y, [](Scene<T>*, Buffers<T>* b) { b->x = nullptr; });
  refused<T>(StatusCode::null_buffer, has_y, [](Scene<T>*, Buffers<T>* b) { b->y = nullptr; });
  refused<T>(StatusCode::null_buffer, adds, [](Scene<T>*, Buffers<T>* b) { b->branch = nullptr; });
  const auto needs_mask = [](const Operation& op) { return op.reads_mask() || !op.writes_y(); };
  refused<T>(StatusCode::null_buffer, needs_mask,
             [](Scene<T>*, Buffers<T>* b) { b->mask = nullptr; });
  Scene<T> scene(0.5);
  std::size_t count = 99;
  CHECK(kept_rows(scene.d, n, nullptr, &count) == StatusCode::null_buffer);
  CHECK(kept_rows(scene.d, n, scene.kept, nullptr) == StatusCode::null_buffer);
  CHECK((count == 99 && scene.untouched()));
}

// The table's smallest shape within n has 210 elements.
TEST_CASE_TEMPLATE("overlap in part, both ways, by one element and by all but one", T,
                   FLOATING_TYPES, INTEGER_TYPES) {
  for (const std::size_t by : {1u, 100u, 209u}) {
    refused<T>(StatusCode::overlap, has_y,
               [&](Scene<T>* s, Buffers<T>* b) { b->x = s->y.data(), b->y = s->y.data() + by; });
    refused<T>(StatusCode::overlap, writes_all,
               [&](Scene<T>* s, Buffers<T>* b) { b->y = s->y.data(), b->x = s->y.data() + by; });
    refused<T>(StatusCode::overlap, adds,
               [&](Scene<T>* s, Buffers<T>* b) { b->branch = s->y.data() + by; });
  }
  for (const std::size_t by : {1u, 100u}) {
    refused<T>(StatusCode::overlap, adds, [&](Scene<T>* s, Buffers<T>* b) {
      b->branch = s->y.data(), b->y = s->y.data() + by;
    });
  }
  refused<T>(StatusCode::overlap, scatters,
             [](Scene<T>* s, Buffers<T>* b) { b->branch = s->y.data(); });
}

TEST_CASE_TEMPLATE("a mask over its data", T, FLOATING_TYPES, INTEGER_TYPES) {
  const auto bytes = [](T* p) { return reinterpret_cast<std::uint8_t*>(p); };
  for (const std::size_t at : {std::size_t{0}, sizeof(T) * n / 2, sizeof(T) * n - 1}) {
    refused<T>(StatusCode::overlap, masks,
               [&](Scene<T>* s, Buffers<T>* b) { b->mask = bytes(s->x.data()) + at; });
    refused<T>(StatusCode::overlap, masks,
               [&](Scene<T>* s, Buffers<T>* b) { b->mask = bytes(s->y.data()) + at; });
  }
}

TEST_CASE_TEMPLATE("buffers that touch do not overlap", T, FLOATING_TYPES, INTEGER_TYPES) {
  for (const Operation& op : operations::all<T>()) {
    if (!op.writes_y()) continue;
    auto both = values<T>(2 * n, 4);
    Scene<T> scene(0.5);
    Buffers<T> b = scene.buffers();
    INFO(op.name);
    b.x = both.data(), b.y = both.data() + op.shape(n).elements();
    CHECK(op.run(scene.d, b, n) == StatusCode::ok);
    b.y = both.data(), b.x = both.data() + op.shape(n).elements();
    CHECK(op.run(scene.d, b, n) == StatusCode::ok);
  }
}

}  // namespace errors_test
