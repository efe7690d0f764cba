// SPDX-License-Identifier: MIT
//
// Calls in sequence by a cursor against one call of dropout. One call, from each place, the suite's
// table compares with the reference.
#include "mask/shape.hpp"
#include "support.hpp"

namespace cursor_test {

using namespace droplet;
using namespace support;

namespace {

constexpr std::size_t most = 9000;

template <class T>
StatusCode next(Cursor* cursor, const T* x, T* y, std::size_t n, int zero = 0) {
  if constexpr (std::is_integral_v<T>) {
    return dropout_next(*cursor, x, y, n, {.zero_point = zero});
  } else {
    return dropout_next(*cursor, x, y, n);
  }
}

template <class T>
std::vector<T> whole(const Mask& d, const std::vector<T>& x) {
  std::vector<T> y(x.size());
  CHECK(dropout(d, x.data(), y.data(), y.size()) == StatusCode::ok);
  return y;
}

// Lengths by chance: of each size, or to an edge of a byte, a word, a stripe or a block, or near.
std::size_t length(Random* random, std::uint64_t first, std::size_t left) {
  const std::size_t edges[] = {8, 64, 512, 4096};
  const std::size_t edge = edges[random->below(4)];
  std::size_t n = edge - static_cast<std::size_t>(first % edge);
  if (random->below(2) == 0) n = random->below(std::size_t{2} << random->below(11));
  if (random->below(4) == 0) n += random->below(3);
  return n < left ? n : left;
}

constexpr std::uint64_t firsts[] = {0, 1, 63, 64, 504, 511, 1792, 4095, 0 - 4096ull, 0 - 1000ull};

template <class T>
void compare(const Mask& d, const std::vector<T>& x, Random* random) {
  const std::vector<T> want = whole(d, x);
  std::vector<T> apart(most, T{7}), in_place = x;
  Cursor a(d), b(d);
  for (std::size_t i = 0; i < most;) {
    const std::size_t n = length(random, d.first() + i, most - i);
    CHECK(next(&a, x.data() + i, apart.data() + i, n) == StatusCode::ok);
    CHECK(next(&b, in_place.data() + i, in_place.data() + i, n) == StatusCode::ok);
    i += n;
    Mask there = d;
    there.set_first(d.first() + i);
    CHECK(a.mask() == there);
  }
  CHECK(same_bytes(apart, want));
  CHECK(same_bytes(in_place, want));
}

}  // namespace

TEST_CASE_TEMPLATE("calls of any lengths in sequence are the one call", T, FLOATING_TYPES,
                   INTEGER_TYPES) {
  const std::vector<T> x = values<T>(most, 1);
  on_every_isa([&](const std::string&) {
    Random random(5);
    for (const std::uint64_t first : firsts) {
      CAPTURE(first);
      for (unsigned i = 0; i < effort(4u, 1u); ++i) {
        for (const double p : {0.1, 0.5}) compare(Mask{Rate{p}, Key{99}, first}, x, &random);
      }
    }
    for (const double p : {0.0, 1.0}) compare(Mask{Rate{p}, Key{99}, 72}, x, &random);
    compare(Mask{Rate{0.5}, Key{99}, 72, Mode::inference}, x, &random);
  });
}

TEST_CASE("a copy of a cursor goes on by itself, and an ISA's lanes are another's no more") {
  const Mask d{Rate{0.3}, Key{4}, 100};
  const Floats x = values(most, 1), want = whole(d, x);
  on_every_isa([&](const std::string&) {
    Floats y(most), of_copy(most);
    Cursor cursor(d);
    CHECK(next(&cursor, x.data(), y.data(), 700) == StatusCode::ok);
    Cursor copy = cursor;
    CHECK(next(&copy, x.data() + 700, of_copy.data() + 700, most - 700) == StatusCode::ok);
    on_every_isa([&](const std::string&) {
      Cursor moved = cursor;
      CHECK(next(&moved, x.data() + 700, y.data() + 700, most - 700) == StatusCode::ok);
      CHECK(same_bytes(y, want));
    });
    CHECK(same_bytes(of_copy.data() + 700, want.data() + 700, most - 700));
  });
}

TEST_CASE_TEMPLATE("a call that is refused leaves y and the cursor", T, FLOATING_TYPES,
                   INTEGER_TYPES) {
  const std::vector<T> x = values<T>(most, 1);
  const Mask d{Rate{0.3}, Key{4}, 100};
  const auto refused = [&](Cursor cursor, StatusCode want, auto call) {
    std::vector<T> y(most, T{7});
    const std::vector<T> before = y;
    const droplet_cursor_t as_it_was = cursor.c();
    CHECK(call(&cursor, y.data()) == want);
    CHECK(same_bytes(&cursor.c(), &as_it_was, 1));
    CHECK(same_bytes(y, before));
  };
  Cursor begun(d);
  std::vector<T> y(most);
  CHECK(next(&begun, x.data(), y.data(), 300) == StatusCode::ok);
  for (const Cursor& cursor : {Cursor(d), begun}) {
    refused(cursor, StatusCode::null_buffer,
            [](Cursor* c, T* to) { return next<T>(c, nullptr, to, 5); });
    refused(cursor, StatusCode::null_buffer,
            [&](Cursor* c, T*) { return next<T>(c, x.data(), nullptr, 5); });
    refused(cursor, StatusCode::overlap, [](Cursor* c, T* to) { return next(c, to + 1, to, 5); });
    if constexpr (sizeof(T) > 1) {
      refused(cursor, StatusCode::bad_size,
              [&](Cursor* c, T* to) { return next(c, x.data(), to, size_max); });
    }
    if constexpr (std::is_same_v<T, std::int8_t>) {
      refused(cursor, StatusCode::bad_option,
              [&](Cursor* c, T* to) { return next(c, x.data(), to, 5, 128); });
    }
  }
  refused(Cursor{}, StatusCode::bad_probability,
          [&](Cursor* c, T* to) { return next(c, x.data(), to, 5); });
  CHECK(next<T>(&begun, nullptr, nullptr, 0) == StatusCode::ok);
  CHECK(begun.mask().first() == 400);
}

TEST_CASE("in C: a null cursor is refused, and one of a mask goes on") {
  const Floats x = values(most, 1);
  Floats y(most, 7.0f), before = y;
  CHECK(droplet_dropout_next(nullptr, x.data(), y.data(), 5) == DROPLET_BAD_DESCRIPTOR);
  CHECK(same_bytes(y, before));
  const droplet_mask_t d = DROPLET_MASK(0.25, 42);
  droplet_cursor_t cursor = {};
  cursor.mask = d;
  for (std::size_t i = 0; i < most; i += 100) {
    CHECK(droplet_dropout_next(&cursor, x.data() + i, y.data() + i, 100) == DROPLET_OK);
  }
  CHECK(same_bytes(y, whole(Mask(d), x)));
}

// Wrong bits, but each element is dropped or kept, and none beyond n is written.
TEST_CASE("a damaged cursor") {
  const Floats x = values(most, 1);
  Random random(3);
  on_every_isa([&](const std::string&) {
    for (unsigned i = 0; i < effort(2000u, 100u); ++i) {
      droplet_cursor_t c = Cursor(Mask{Rate{0.5}, Key{random.bits()}, random.bits()}).c();
      for (std::uint64_t& word : c.words) word = random.bits();
      for (std::uint64_t& word : c.lanes) word = random.bits();
      const std::uint64_t tag = 1 + random.below(4);
      c.held = random.below(4) == 0 ? random.bits()
                                    : (c.mask.first - random.below(9000)) / 512 * 512 + tag;
      Cursor cursor(c);
      Floats y(2000, 7.0f);
      const std::size_t n = random.below(1500);
      CHECK(next(&cursor, x.data(), y.data(), n) == StatusCode::ok);
      for (std::size_t k = 0; k < y.size(); ++k) {
        if (k >= n ? y[k] != 7.0f : y[k] != 0.0f && y[k] != 2 * x[k]) FAIL_CHECK(k, " of ", n);
      }
    }
  });
}

}  // namespace cursor_test
