// SPDX-License-Identifier: MIT
//
// Which rows survive, by which factor, and that a branch of those alone is drop path's.
#include "row_cases.hpp"

namespace kept_rows_test {

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

TEST_CASE("gathered and scattered by drop path's factor, rows are what drop path makes of them") {
  on_rows([](const RowCase& r) {
    const Rows rows = {.rows = r.rows, .row_length = r.length};
    std::vector<std::uint32_t> kept(r.rows);
    std::size_t count = 0;
    REQUIRE(kept_rows(r.d, r.rows, kept.data(), &count, r.options) == StatusCode::ok);
    const Scale factor = kept_factor(r.d, r.options);
    Floats compact(r.branch.size());
    REQUIRE(gather_rows(kept.data(), count, r.branch.data(), compact.data(), rows) ==
            StatusCode::ok);
    const Floats want = r.add(r.residual.data(), r.branch.data(), Floats(r.branch.size()));
    Floats out(want.size()), in_place = r.residual;
    CHECK(scatter_add_rows(kept.data(), count, r.residual.data(), compact.data(), out.data(), rows,
                           factor) == StatusCode::ok);
    CHECK(same_bytes(out, want));
    CHECK(scatter_add_rows(kept.data(), count, in_place.data(), compact.data(), in_place.data(),
                           rows, factor) == StatusCode::ok);
    CHECK(same_bytes(in_place, want));
    // The branch's gradient: drop path's rows of y's, without those that are +0.
    const Floats gradient = r.path(r.branch);
    REQUIRE(gather_rows(kept.data(), count, r.branch.data(), compact.data(), rows, factor) ==
            StatusCode::ok);
    for (std::size_t j = 0; j < count; ++j) {
      CHECK(same_bytes(&compact[j * r.length], &gradient[kept[j] * r.length], r.length));
    }
  });
}

TEST_CASE("kept_factor is the rate's scale where drop path multiplies, and else 1") {
  for (const bool batch : {false, true}) {
    for (const double p : {0.1, 0.5, 1.0 - 0x1p-44}) {
      const Mask d{Rate{p}, Key{1}, 7};
      CHECK(kept_factor(d, {.batch = batch}) == Scale{d.rate().scale()});
      CHECK(kept_factor(d, {.batch = batch, .unscaled = true}) == Scale{});
      CHECK(kept_factor(Mask{Rate{p}, Key{1}, 7, Mode::inference}, {.batch = batch}) == Scale{});
    }
    for (const double p : {0.0, 1.0}) {
      CHECK(kept_factor(Mask{Rate{p}, Key{1}}, {.batch = batch}) == Scale{});
    }
  }
}

TEST_CASE("of a bad descriptor kept_factor is what operations refuse") {
  droplet_mask_t damaged = Mask{Rate{0.5}, Key{1}}.c();
  damaged.mode = 2;
  for (const Mask& d : {Mask{}, Mask{Rate{std::nan("")}, Key{1}}, Mask{damaged}}) {
    CHECK(kept_factor(d).c().bits == 0);
    float x[2] = {1.0f, 2.0f};
    const std::uint32_t kept[] = {1};
    CHECK(gather_rows(kept, 1, x, x, {.rows = 2, .row_length = 1}, kept_factor(d)) ==
          StatusCode::bad_option);
    CHECK(x[0] == 1.0f);
  }
  CHECK(droplet_kept_factor(nullptr, {}).bits == 0);
}

}  // namespace kept_rows_test
