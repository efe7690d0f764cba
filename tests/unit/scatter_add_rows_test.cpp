// SPDX-License-Identifier: MIT
//
// scatter_add_rows against plain loops, in place too, in pieces, its backward, and what it refuses.
#include <algorithm>

#include "kept_elements.hpp"
#include "row_lists.hpp"

namespace scatter_add_rows_test {

using namespace droplet;
using namespace support;
using kept_elements::added;

namespace {

template <class T>
StatusCode scatter(const List& list, const T* residual, const T* branch, T* y, Rows rows,
                   Scale factor, int zero) {
  if constexpr (std::is_integral_v<T>) {
    return scatter_add_rows(list.data(), list.size(), residual, branch, y, rows, factor, zero);
  } else {
    return scatter_add_rows(list.data(), list.size(), residual, branch, y, rows, factor);
  }
}

constexpr Rows shapes[] = {
    {.rows = 7, .row_length = 1},
    {.rows = 70, .row_length = 3},
    {.rows = 40, .row_length = 33, .x_pitch = 35, .residual_pitch = 40, .y_pitch = 40},
    {.rows = 40, .row_length = 33, .x_pitch = 33, .residual_pitch = 50, .y_pitch = 60},
};

std::size_t pitch_of(std::size_t pitch, const Rows& rows) {
  return pitch != 0 ? pitch : rows.row_length;
}

constexpr std::size_t room = 2500;

template <class T>
std::vector<T> scattered(const List& list, const std::vector<T>& residual,
                         const std::vector<T>& branch, std::vector<T> y, const Rows& rows,
                         float factor, int zero) {
  std::size_t j = 0;
  for (std::size_t r = 0; r < rows.rows; ++r) {
    const bool kept = j < list.size() && list[j] == r;
    for (std::size_t i = 0; i < rows.row_length; ++i) {
      const T from = residual[r * pitch_of(rows.residual_pitch, rows) + i];
      const T term = branch[j * pitch_of(rows.x_pitch, rows) + i];
      y[r * pitch_of(rows.y_pitch, rows) + i] = kept ? added(factor, from, term, zero) : from;
    }
    j += kept ? 1 : 0;
  }
  return y;
}

}  // namespace

TEST_CASE_TEMPLATE("scatter_add_rows adds each row of the branch, and leaves the others", T,
                   FLOATING_TYPES, NARROW_INTEGER_TYPES) {
  const std::vector<T> residual = values<T>(room, 1), branch = values<T>(room, 2),
                       before = values<T>(room, 3);
  on_every_isa([&](const std::string&) {
    for (const Rows& rows : shapes) {
      const bool same = pitch_of(rows.residual_pitch, rows) == pitch_of(rows.y_pitch, rows);
      for (const List& list : lists_of(rows.rows)) {
        for (const float factor : factors) {
          INFO(rows.rows, " x ", rows.row_length, ", ", list.size(), " kept, factor ", factor);
          const int zero = far_zero<T>();
          std::vector<T> y = before;
          CHECK(scatter(list, residual.data(), branch.data(), y.data(), rows, Scale{factor},
                        zero) == StatusCode::ok);
          CHECK(same_bytes(y, scattered(list, residual, branch, before, rows, factor, zero)));
          if (!same) continue;
          y = residual;
          CHECK(scatter(list, y.data(), branch.data(), y.data(), rows, Scale{factor}, zero) ==
                StatusCode::ok);
          CHECK(same_bytes(y, scattered(list, residual, branch, residual, rows, factor, zero)));
        }
      }
    }
  });
}

TEST_CASE_TEMPLATE("rows that are not in the list are the residual, bit for bit", T, FLOATING_TYPES,
                   NARROW_INTEGER_TYPES) {
  const std::vector<T> residual = any_bytes<T>(room, 1), branch = any_bytes<T>(room, 2);
  on_every_isa([&](const std::string&) {
    for (const Rows& rows : shapes) {
      for (const List& list : lists_of(rows.rows)) {
        std::vector<T> y(room);
        REQUIRE(scatter(list, residual.data(), branch.data(), y.data(), rows, Scale{1.5f}, 0) ==
                StatusCode::ok);
        for (std::uint32_t r = 0; r < rows.rows; ++r) {
          if (std::count(list.begin(), list.end(), r) != 0) continue;
          CHECK(same_bytes(&y[r * pitch_of(rows.y_pitch, rows)],
                           &residual[r * pitch_of(rows.residual_pitch, rows)], rows.row_length));
        }
      }
    }
  });
}

TEST_CASE("scatter_add_rows in pieces: the list from the piece's first row on, less that row") {
  const Floats residual = values(room, 1), branch = values(room, 2);
  constexpr std::size_t rows = 70, length = 3;
  for (const List& list : lists_of(rows)) {
    Floats whole(room);
    REQUIRE(scatter(list, residual.data(), branch.data(), whole.data(),
                    {.rows = rows, .row_length = length}, Scale{1.5f}, 0) == StatusCode::ok);
    for (std::size_t cut = 0; cut <= rows; ++cut) {
      List lists[2];
      for (const std::uint32_t r : list) {
        if (r < cut) lists[0].push_back(r);
        if (r >= cut) lists[1].push_back(r - static_cast<std::uint32_t>(cut));
      }
      Floats y(room);
      REQUIRE(scatter(lists[0], residual.data(), branch.data(), y.data(),
                      {.rows = cut, .row_length = length}, Scale{1.5f}, 0) == StatusCode::ok);
      REQUIRE(scatter(lists[1], residual.data() + cut * length,
                      branch.data() + lists[0].size() * length, y.data() + cut * length,
                      {.rows = rows - cut, .row_length = length}, Scale{1.5f},
                      0) == StatusCode::ok);
      if (!same_bytes(y, whole)) FAIL_CHECK("cut at ", cut);
    }
  }
}

// By small integers, whose sums are exact: the sum of y times g is the branch's of b times its
// gradient.
TEST_CASE("each of gather_rows and scatter_add_rows is the other's backward") {
  constexpr Rows rows = {.rows = 70, .row_length = 3};
  constexpr std::size_t n = 70 * 3;
  Random random(5);
  Floats branch(n), gradient(n);
  for (float& v : branch) v = static_cast<float>(random.below(21)) - 10.0f;
  for (float& v : gradient) v = static_cast<float>(random.below(21)) - 10.0f;
  const auto product = [](const Floats& a, const Floats& b) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i)
      sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return sum;
  };
  for (const List& list : lists_of(70)) {
    Floats y(n, 0.0f), back(n, 0.0f);
    REQUIRE(scatter(list, y.data(), branch.data(), y.data(), rows, Scale{1.25f}, 0) ==
            StatusCode::ok);
    REQUIRE(gather_rows(list.data(), list.size(), gradient.data(), back.data(), rows,
                        Scale{1.25f}) == StatusCode::ok);
    CHECK(product(y, gradient) == product(branch, back));
  }
}

TEST_CASE_TEMPLATE("what scatter_add_rows refuses, and the order in which it does", T,
                   FLOATING_TYPES, NARROW_INTEGER_TYPES) {
  constexpr Rows rows = {.rows = 4, .row_length = 8};
  const std::vector<T> r = values<T>(100, 1), b = values<T>(100, 3), before = values<T>(100, 2);
  std::vector<T> y = before;
  const List good = {1, 3};
  const auto refused = [&](StatusCode want, const List& list, const T* residual, const T* branch,
                           T* to, Rows shape, Scale factor = Scale{2.0f}, int zero = 0) {
    CHECK(scatter(list, residual, branch, to, shape, factor, zero) == want);
    CHECK(same_bytes(y, before));
  };
  constexpr T* nowhere = nullptr;
  constexpr std::size_t huge = SIZE_MAX / sizeof(T) / 2;
  for (const Scale& bad : bad_factors) {
    refused(StatusCode::bad_option, {9}, nullptr, nullptr, nowhere, {.rows = huge, .row_length = 3},
            bad);
    refused(StatusCode::bad_option, {}, nullptr, nullptr, nowhere, {}, bad);
  }
  if constexpr (std::is_integral_v<T>) {
    refused(StatusCode::bad_option, {}, nullptr, nullptr, nowhere, {}, {}, fixed::most_zero<T> + 1);
  }
  refused(StatusCode::bad_size, {9}, nullptr, nullptr, nowhere,
          {.rows = huge, .row_length = 3, .y_pitch = 2});
  refused(StatusCode::bad_size, good, nullptr, nullptr, nowhere,
          {.rows = 4, .row_length = 8, .x_pitch = 2 * huge, .y_pitch = 7});
  refused(StatusCode::bad_shape, {9}, nullptr, nullptr, nowhere,
          {.rows = 4, .row_length = 8, .y_pitch = 7});
  refused(StatusCode::null_buffer, {9}, nullptr, b.data(), y.data(), rows);
  refused(StatusCode::null_buffer, {9}, r.data(), nullptr, y.data(), rows);
  refused(StatusCode::null_buffer, {9}, r.data(), b.data(), nowhere, rows);
  CHECK(scatter_add_rows(nullptr, 9, r.data(), b.data(), y.data(), rows) ==
        StatusCode::null_buffer);
  for (const std::ptrdiff_t by : {1, 8, 31}) {
    refused(StatusCode::overlap, {9}, y.data(), b.data(), y.data() + by, rows);
    refused(StatusCode::overlap, {9}, r.data(), y.data() + by, y.data(), rows);
  }
  refused(StatusCode::overlap, good, r.data(), y.data(), y.data(), rows);
  refused(StatusCode::overlap, good, y.data(), b.data(), y.data(),
          {.rows = 4, .row_length = 8, .residual_pitch = 9});
  // Of gaps between y's rows as well.
  refused(StatusCode::overlap, good, y.data(), y.data() + 8, y.data(),
          {.rows = 4, .row_length = 8, .x_pitch = 20, .residual_pitch = 20, .y_pitch = 20});
  List within(64, 7);
  auto* const over = reinterpret_cast<T*>(within.data() + 2);
  CHECK(scatter_add_rows(within.data(), 4, r.data(), b.data(), over, rows) == StatusCode::overlap);
  CHECK(scatter_add_rows(within.data() + 4, 4, r.data(), b.data(), over, rows) ==
        StatusCode::overlap);
  CHECK(within == List(64, 7));
  refused(StatusCode::bad_count, {0, 1, 2, 3, 9}, r.data(), b.data(), y.data(), rows);
  for (const List& bad : bad_lists)
    refused(StatusCode::bad_index, bad, r.data(), b.data(), y.data(), rows);
}

TEST_CASE("an empty list takes any branch, and empty rows are not counted") {
  float y[16] = {1, 2, 3, 4, 5, 6, 7, 8};
  const float before[16] = {1, 2, 3, 4, 5, 6, 7, 8};
  constexpr Rows eight = {.rows = 8, .row_length = 1};
  CHECK(scatter_add_rows(nullptr, 0, y, y + 8, y, eight) == StatusCode::ok);
  CHECK(scatter_add_rows(nullptr, 0, y, y + 4, y, eight) == StatusCode::ok);
  // Or none: it is not stepped, whatever its pitch, which the sanitizers would see.
  for (const std::size_t pitch : {std::size_t{3}, size_max / 2}) {
    const Rows rows = {
        .rows = 4, .row_length = 2, .x_pitch = pitch, .residual_pitch = 4, .y_pitch = 4};
    CHECK(scatter_add_rows(nullptr, 0, y, nullptr, y, rows) == StatusCode::ok);
  }
  CHECK(scatter_add_rows(nullptr, 7, y, y, y, {.rows = SIZE_MAX, .row_length = 0}) ==
        StatusCode::ok);
  CHECK(std::memcmp(y, before, sizeof y) == 0);
}

}  // namespace scatter_add_rows_test
