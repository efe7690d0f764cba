// SPDX-License-Identifier: MIT
//
// gather_rows against plain loops, in place too, and what it refuses.
#include "kept_elements.hpp"
#include "row_lists.hpp"

namespace gather_rows_test {

using namespace droplet;
using namespace support;
using kept_elements::times;

namespace {

template <class T>
StatusCode gather(const List& list, const T* x, T* y, Rows rows, Scale factor, int zero) {
  if constexpr (std::is_integral_v<T>) {
    return gather_rows(list.data(), list.size(), x, y, rows, factor, zero);
  } else {
    return gather_rows(list.data(), list.size(), x, y, rows, factor);
  }
}

constexpr Rows shapes[] = {
    {.rows = 7, .row_length = 1},
    {.rows = 70, .row_length = 3},
    {.rows = 40, .row_length = 33, .x_pitch = 40, .y_pitch = 40},
    {.rows = 40, .row_length = 33, .x_pitch = 60, .y_pitch = 33},
    {.rows = 9, .row_length = 20, .x_pitch = 7, .y_pitch = 21},  // x's rows overlap
};

std::size_t pitch_of(std::size_t pitch, const Rows& rows) {
  return pitch != 0 ? pitch : rows.row_length;
}

// What stands in y afterwards.
template <class T, class Kept>
std::vector<T> gathered(const List& list, const std::vector<T>& x, std::vector<T> y,
                        const Rows& rows, Kept kept_of) {
  for (std::size_t j = 0; j < list.size(); ++j) {
    for (std::size_t i = 0; i < rows.row_length; ++i) {
      y[j * pitch_of(rows.y_pitch, rows) + i] =
          kept_of(x[list[j] * pitch_of(rows.x_pitch, rows) + i]);
    }
  }
  return y;
}

constexpr std::size_t room = 2500;

template <class T, class Test>
void on_calls(Test test) {
  on_every_isa([&](const std::string&) {
    for (const Rows& rows : shapes) {
      for (const List& list : lists_of(rows.rows)) {
        for (const int zero : {0, far_zero<T>()}) {
          for (const float factor : factors) {
            INFO(rows.rows, " x ", rows.row_length, ", ", list.size(), " kept, factor ", factor);
            test(rows, list, factor, zero);
          }
        }
      }
    }
  });
}

}  // namespace

TEST_CASE_TEMPLATE("gather_rows is each row of the list times the factor", T, FLOATING_TYPES,
                   INTEGER_TYPES) {
  const std::vector<T> x = values<T>(room, 1), before = values<T>(room, 2);
  on_calls<T>([&](const Rows& rows, const List& list, float factor, int zero) {
    const auto want = gathered(list, x, before, rows, [&](T v) { return times(factor, v, zero); });
    std::vector<T> y = before;
    CHECK(gather(list, x.data(), y.data(), rows, Scale{factor}, zero) == StatusCode::ok);
    CHECK(same_bytes(y, want));
  });
}

TEST_CASE_TEMPLATE("gather_rows compacts in place", T, FLOATING_TYPES, INTEGER_TYPES) {
  const std::vector<T> x = values<T>(room, 1);
  on_calls<T>([&](const Rows& rows, const List& list, float factor, int zero) {
    if (pitch_of(rows.x_pitch, rows) != pitch_of(rows.y_pitch, rows)) return;
    const auto want = gathered(list, x, x, rows, [&](T v) { return times(factor, v, zero); });
    std::vector<T> y = x;
    CHECK(gather(list, y.data(), y.data(), rows, Scale{factor}, zero) == StatusCode::ok);
    CHECK(same_bytes(y, want));
  });
}

TEST_CASE_TEMPLATE("by a factor of 1 gather_rows copies, bit for bit", T, FLOATING_TYPES,
                   INTEGER_TYPES) {
  const std::vector<T> x = any_bytes<T>(room, 3);
  on_calls<T>([&](const Rows& rows, const List& list, float, int zero) {
    std::vector<T> y = x;
    const auto want = gathered(list, x, x, rows, [](T v) { return v; });
    if (pitch_of(rows.x_pitch, rows) != pitch_of(rows.y_pitch, rows)) y = std::vector<T>(room);
    const bool in_place = pitch_of(rows.x_pitch, rows) == pitch_of(rows.y_pitch, rows);
    const auto apart = gathered(list, x, std::vector<T>(room), rows, [](T v) { return v; });
    CHECK(gather(list, in_place ? y.data() : x.data(), y.data(), rows, {}, zero) == StatusCode::ok);
    CHECK(same_bytes(y, in_place ? want : apart));
  });
}

TEST_CASE_TEMPLATE("what gather_rows refuses, and the order in which it does", T, FLOATING_TYPES,
                   INTEGER_TYPES) {
  constexpr Rows rows = {.rows = 4, .row_length = 8},
                 tight = {.rows = 4, .row_length = 8, .y_pitch = 7};
  const std::vector<T> x = values<T>(100, 1), before = values<T>(100, 2);
  std::vector<T> y = before;
  const List good = {1, 3};
  const auto refused = [&](StatusCode want, const List& list, const T* from, T* to, Rows shape,
                           Scale factor = Scale{2.0f}, int zero = 0) {
    CHECK(gather(list, from, to, shape, factor, zero) == want);
    CHECK(same_bytes(y, before));
  };
  constexpr T* nowhere = nullptr;
  constexpr std::size_t huge = SIZE_MAX / sizeof(T) / 2;
  for (const Scale& bad : bad_factors) {
    refused(StatusCode::bad_option, {}, nullptr, nowhere, {.rows = huge, .row_length = 3}, bad);
    refused(StatusCode::bad_option, {}, nullptr, nowhere, {}, bad);
  }
  if constexpr (std::is_integral_v<T> && sizeof(T) < sizeof(std::int32_t)) {
    refused(StatusCode::bad_option, {}, nullptr, nowhere, {}, {}, fixed::most_zero<T> + 1);
  }
  refused(StatusCode::bad_size, {9}, nullptr, nowhere,
          {.rows = huge, .row_length = 3, .y_pitch = 2});
  refused(StatusCode::bad_size, {1}, nullptr, nowhere,
          {.rows = 4, .row_length = 8, .y_pitch = 2 * huge});  // one row of y, whatever the list
  refused(StatusCode::bad_size, good, nullptr, nowhere,
          {.rows = 4, .row_length = 8, .y_pitch = 2 * huge});
  refused(StatusCode::bad_shape, {9}, nullptr, nowhere, tight);
  refused(StatusCode::null_buffer, {9}, nullptr, y.data(), rows);
  refused(StatusCode::null_buffer, {9}, x.data(), nowhere, rows);
  CHECK(gather_rows(nullptr, 9, x.data(), y.data(), rows) == StatusCode::null_buffer);
  refused(StatusCode::null_buffer, {}, nullptr, nowhere, rows);
  // y has two rows, and is apart from the list too.
  for (const std::ptrdiff_t by : {1, 8, 31})
    refused(StatusCode::overlap, {9, 9}, y.data(), y.data() + by, rows);
  for (const std::ptrdiff_t by : {1, 8, 15})
    refused(StatusCode::overlap, {9, 9}, y.data() + by, y.data(), rows);
  refused(StatusCode::overlap, good, y.data(), y.data(),
          {.rows = 4, .row_length = 8, .x_pitch = 9});
  List within(64, 7);
  auto* const over = reinterpret_cast<T*>(within.data() + 2);
  CHECK(gather_rows(within.data(), 4, x.data(), over, rows) == StatusCode::overlap);
  CHECK(gather_rows(within.data() + 4, 4, x.data(), over, rows) == StatusCode::overlap);
  CHECK(within == List(64, 7));
  refused(StatusCode::bad_count, {0, 1, 2, 3, 9}, x.data(), y.data(), rows);
  for (const List& bad : bad_lists) refused(StatusCode::bad_index, bad, x.data(), y.data(), rows);
}

TEST_CASE("gather_rows of nothing, and rows that touch") {
  Floats x = values(64, 1);
  const Floats before = x;
  constexpr Rows rows = {.rows = 4, .row_length = 8};
  CHECK(gather_rows(nullptr, 0, x.data(), no_floats, rows) == StatusCode::ok);
  CHECK(gather_rows(nullptr, 9, nullptr, no_floats, {.rows = 0, .row_length = 8}) ==
        StatusCode::ok);
  CHECK(gather_rows(nullptr, 9, nullptr, no_floats, {.rows = 8, .row_length = 0}) ==
        StatusCode::ok);
  CHECK(same_bytes(x, before));
  const List list = {0, 3};
  CHECK(gather_rows(list.data(), 2, x.data(), x.data() + 32, rows) == StatusCode::ok);
  CHECK(gather_rows(list.data(), 2, x.data() + 16, x.data(), rows) == StatusCode::ok);
  // y of one row needs no pitch, whatever it is.
  CHECK(gather_rows(list.data(), 1, x.data(), x.data() + 40,
                    {.rows = 4, .row_length = 8, .y_pitch = 1000}) == StatusCode::ok);
}

}  // namespace gather_rows_test
