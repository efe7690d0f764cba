// SPDX-License-Identifier: MIT
//
// Which rows survive, and a branch that holds only those.
#include "row_cases.hpp"

using namespace droplet;
using namespace support;

TEST_CASE("kept_rows names the rows whose bit is 1") {
  on_rows([](const RowCase& r) {
    std::vector<std::uint32_t> kept(r.rows + 1, 0xABABABABu), want;
    for (std::size_t row = 0; row < r.rows; ++row) {
      if (r.kept(row)) want.push_back(static_cast<std::uint32_t>(row));
    }
    std::size_t count = 0;
    REQUIRE(kept_rows(r.d, r.rows, kept.data(), &count, r.options) == StatusCode::ok);
    REQUIRE(count == want.size());
    CHECK(std::equal(want.begin(), want.end(), kept.begin()));
    CHECK(kept[count] == 0xABABABABu);
  });
}

TEST_CASE("a compact branch, scattered, gives what the whole branch gives") {
  on_rows([](const RowCase& r) {
    std::vector<std::uint32_t> kept(r.rows);
    std::size_t count = 0;
    REQUIRE(kept_rows(r.d, r.rows, kept.data(), &count, r.options) == StatusCode::ok);
    Floats compact;
    for (std::size_t j = 0; j < count; ++j) {
      const auto row = r.branch.begin() + static_cast<std::ptrdiff_t>(kept[j] * r.length);
      compact.insert(compact.end(), row, row + static_cast<std::ptrdiff_t>(r.length));
    }
    const Floats want = r.add(r.residual.data(), r.branch.data(), Floats(r.branch.size()));
    Floats out(want.size()), in_place = r.residual;
    CHECK(drop_path_scatter_add(r.d, r.residual.data(), compact.data(), count, out.data(),
                                {.rows = r.rows, .row_length = r.length},
                                r.options) == StatusCode::ok);
    CHECK(same_bytes(out, want));
    CHECK(drop_path_scatter_add(r.d, in_place.data(), compact.data(), count, in_place.data(),
                                {.rows = r.rows, .row_length = r.length},
                                r.options) == StatusCode::ok);
    CHECK(same_bytes(in_place, want));
  });
}

TEST_CASE("an empty compact branch may stand anywhere, and empty rows are not counted") {
  float y[16] = {1, 2, 3, 4, 5, 6, 7, 8};
  const float before[16] = {1, 2, 3, 4, 5, 6, 7, 8};
  const Mask none{Rate{1.0}, Key{1}};
  CHECK(drop_path_scatter_add(none, y, y + 8, 0, y, {.rows = 8, .row_length = 1}) ==
        StatusCode::ok);
  CHECK(drop_path_scatter_add(none, y, y + 4, 0, y, {.rows = 8, .row_length = 1}) ==
        StatusCode::ok);
  // Or nowhere: it is not stepped, whatever its pitch, which the sanitizers would see.
  for (const std::size_t pitch : {std::size_t{3}, size_max / 2}) {
    const Rows rows = {
        .rows = 4, .row_length = 2, .x_pitch = pitch, .residual_pitch = 4, .y_pitch = 4};
    CHECK(drop_path_scatter_add(none, y, nullptr, 0, y, rows) == StatusCode::ok);
  }
  const Mask half{Rate{0.5}, Key{1}};
  CHECK(drop_path_scatter_add(half, y, y, 7, y, {.rows = SIZE_MAX, .row_length = 0}) ==
        StatusCode::ok);
  CHECK(std::memcmp(y, before, sizeof y) == 0);
}
