// SPDX-License-Identifier: MIT
//
// Sizes of 0, and sizes whose bytes overflow size_t.
#include "operations.hpp"
#include "support.hpp"

namespace sizes_test {

using namespace droplet;
using namespace support;
using operations::Operation;

namespace {

constexpr std::size_t n = 264;  // 8 * 33: every operation of the table has elements

// What a refused call must leave alone.
template <class T>
struct Field {
  std::vector<T> x = std::vector<T>(n, T{1}), y = std::vector<T>(n, T{2});
  Bytes mask = Bytes(n, 0x3C);
  operations::Buffers<T> buffers(bool in_place) {
    return {in_place ? y.data() : x.data(), x.data(), y.data(), mask.data()};
  }
  bool untouched() const {
    static const Field fresh;
    return same_bytes(x, fresh.x) && same_bytes(y, fresh.y) && mask == fresh.mask;
  }
};

bool has_channels(const Operation& op) { return op.name.rfind("feature", 0) == 0; }

template <class T>
void check_refused(const Operation& op, double p, std::size_t count, const operations::Shape& s) {
  Field<T> f;
  INFO(op.name, ", p = ", p, ", ", count, " elements, ", s.samples, " x ", s.channels, " x ",
       s.inner);
  for (const bool in_place : {false, true}) {
    CHECK(op.run(Mask{Rate{p}, Key{5}}, f.buffers(in_place), count, s) == StatusCode::bad_size);
  }
  CHECK(f.untouched());
}

}  // namespace

TEST_CASE_TEMPLATE("nothing to do is ok, null pointers included", T, FLOATING_TYPES,
                   INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    for (const double p : {0.0, 0.5, 1.0}) {
      const Mask d{Rate{p}, Key{1}};
      for (const Operation& op : operations::all<T>()) {
        INFO(op.name);
        for (const operations::Shape& s :
             {operations::Shape{0, 3, 5}, {5, 3, 0}, {5, 0, has_channels(op) ? 3u : 0u}}) {
          CHECK(op.run(d, operations::Buffers<T>{}, 0, s) == StatusCode::ok);
        }
      }
    }
  });
}

// Of integers of a byte no count overflows.
TEST_CASE_TEMPLATE("elements whose bytes overflow size_t", T, FLOATING_TYPES, std::int16_t,
                   std::int32_t) {
  for (const double p : {0.0, 0.5, 1.0}) {
    for (const Operation& op : operations::all<T>()) {
      if (!op.writes_y()) continue;
      for (const std::size_t count : {SIZE_MAX / sizeof(T) + 1, size_max})
        check_refused<T>(op, p, count, {count, 1, 1});
    }
  }
}

// The first wraps around to a number that looks innocent, the second's bytes do.
TEST_CASE_TEMPLATE("products that overflow size_t, as elements or as bytes", T, FLOATING_TYPES,
                   INTEGER_TYPES) {
  for (const double p : {0.0, 0.5, 1.0}) {
    for (const Operation& op : operations::all<T>()) {
      // No elements of an operation that has no shape.
      if (op.run(Mask{Rate{p}, Key{5}}, operations::Buffers<T>{}, 0, {1, 1, 1}) == StatusCode::ok)
        continue;
      for (const std::size_t wraps : {size_max / 3 + 2, size_max / sizeof(T) / 3 + 1, size_max}) {
        check_refused<T>(op, p, 0, {wraps, 5, 3});
        check_refused<T>(op, p, 0, {3, 5, wraps});
        if (has_channels(op)) check_refused<T>(op, p, 0, {5, wraps, 3});
      }
    }
  }
}

TEST_CASE("no rows are counted, and more than 32-bit indices can name are refused") {
  std::uint32_t kept[4] = {7, 7, 7, 7};
  std::size_t count = 99;
  std::vector<std::size_t> sizes = {SIZE_MAX, SIZE_MAX / 2};
  if (sizeof(std::size_t) > 4) sizes.push_back((SIZE_MAX >> 31) + 1);  // 2^33
  for (const double p : {0.0, 0.5, 1.0}) {
    const Mask d{Rate{p}, Key{5}};
    count = 99;
    for (const std::size_t rows : sizes)
      CHECK(kept_rows(d, rows, kept, &count) == StatusCode::bad_size);
    CHECK((count == 99 && kept[0] == 7 && kept[3] == 7));
    CHECK(kept_rows(d, 0, nullptr, &count) == StatusCode::ok);
    CHECK(count == 0);
  }
}

}  // namespace sizes_test
