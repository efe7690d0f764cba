// SPDX-License-Identifier: MIT
//
// Drop path: who decides for a row, what becomes of a residual, which rows are left to compute.
#include "rig.hpp"

using namespace droplet;
using namespace support;

namespace {

constexpr std::size_t row_lengths[] = {1, 3, 8, 33};
// Around the switch from single words to whole stripes (128), and over one block or two.
constexpr std::size_t row_counts[] = {1, 2, 63, 65, 128, 129, 700, effort(5000, 1000)};

struct Rows {
  std::size_t rows, length;
  Mask d;
  PathOptions options;
  Floats residual, branch;
  Rows(std::size_t rows_, std::size_t length_, double p, PathOptions options_)
      : rows(rows_),
        length(length_),
        d(Rate{p}, Key{rig_key}, 3900),
        options(options_),
        residual(values(rows * length, rows)),
        branch(values(rows * length, rows + 1)) {}

  bool kept(std::size_t row) const {
    return reference_mask(p(), 3900, rows)[options.batch ? 0 : row];
  }
  double p() const { return 1.0 - d.rate().keep(); }
  float factor() const { return options.unscaled ? 1.0f : d.rate().scale(); }

  Floats path(const Floats& x) const {
    Floats y(x.size(), 5.0f);
    REQUIRE(drop_path(d, x.data(), y.data(), rows, length, options) == Status::ok);
    return y;
  }
  Floats add(const float* r, const float* b, Floats y) const {
    float* out = y.data();
    REQUIRE(drop_path_add(d, r != nullptr ? r : out, b != nullptr ? b : out, out, rows, length,
                          options) == Status::ok);
    return y;
  }
};

template <class Test>
void on_rows(Test test) {
  on_every_isa([&](const std::string&) {
    for (const std::size_t rows : row_counts) {
      for (const std::size_t length : row_lengths) {
        for (const double p : {0.25, 0.5, 0.75}) {
          for (const bool batch : {false, true}) {
            for (const bool unscaled : {false, true}) {
              INFO(rows, " rows of ", length, ", p = ", p, ", batch ", batch, ", unscaled ",
                   unscaled);
              test(Rows(rows, length, p, {batch, unscaled}));
            }
          }
        }
      }
    }
  });
}

}  // namespace

TEST_CASE("rows survive or become +0 as their mask bits, or the first one, say") {
  on_rows([](const Rows& r) {
    const Floats y = r.path(r.branch);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
      const float want = r.kept(i / r.length) ? r.branch[i] * r.factor() : 0.0f;
      wrong += bits_of(y[i]) != bits_of(want) ? 1 : 0;
    }
    CHECK(wrong == 0);
  });
}

TEST_CASE("drop_path_add is the residual plus drop_path of the branch, wherever y is") {
  on_rows([](const Rows& r) {
    // A product rounded to float before it is added: what drop_path returned.
    Floats want = r.path(r.branch);
    for (std::size_t i = 0; i < want.size(); ++i) want[i] = r.residual[i] + want[i];
    const float* residual = r.residual.data();
    const float* branch = r.branch.data();
    CHECK(same_bytes(r.add(residual, branch, Floats(want.size())), want));
    CHECK(same_bytes(r.add(nullptr, branch, r.residual), want));
    CHECK(same_bytes(r.add(residual, nullptr, r.branch), want));
  });
}

TEST_CASE("a product is rounded before it is added") {
  on_every_isa([](const std::string&) {
    // scale = 1 / 0.9; a fused multiplication and addition would leave the product's rounding
    // error.
    const Rows r(500, 1, 0.1, {});
    const Floats product = r.path(r.branch);
    Floats minus = product;
    for (float& v : minus) v = -v;
    const Floats y = r.add(minus.data(), r.branch.data(), Floats(500));
    std::size_t wrong = 0, inexact = 0;
    for (std::size_t i = 0; i < 500; ++i) {
      wrong += r.kept(i) && bits_of(y[i]) != 0 ? 1 : 0;
      const double exact = static_cast<double>(r.branch[i]) * static_cast<double>(r.factor());
      inexact += exact != static_cast<double>(product[i]) && r.kept(i) ? 1 : 0;
    }
    CHECK(wrong == 0);
    CHECK(inexact > 100);
  });
}

TEST_CASE("kept_rows names the rows whose bit is 1") {
  on_rows([](const Rows& r) {
    std::vector<std::uint32_t> kept(r.rows + 1, 0xABABABABu), want;
    for (std::size_t row = 0; row < r.rows; ++row) {
      if (r.kept(row)) want.push_back(static_cast<std::uint32_t>(row));
    }
    std::size_t count = 0;
    REQUIRE(kept_rows(r.d, r.rows, kept.data(), &count, r.options) == Status::ok);
    REQUIRE(count == want.size());
    CHECK(std::equal(want.begin(), want.end(), kept.begin()));
    CHECK(kept[count] == 0xABABABABu);
  });
}

TEST_CASE("a compact branch, scattered, gives what the whole branch gives") {
  on_rows([](const Rows& r) {
    std::vector<std::uint32_t> kept(r.rows);
    std::size_t count = 0;
    REQUIRE(kept_rows(r.d, r.rows, kept.data(), &count, r.options) == Status::ok);
    Floats compact;
    for (std::size_t j = 0; j < count; ++j) {
      const auto row = r.branch.begin() + static_cast<std::ptrdiff_t>(kept[j] * r.length);
      compact.insert(compact.end(), row, row + static_cast<std::ptrdiff_t>(r.length));
    }
    const Floats want = r.add(r.residual.data(), r.branch.data(), Floats(r.branch.size()));
    Floats out(want.size()), in_place = r.residual;
    CHECK(drop_path_scatter_add(r.d, r.residual.data(), compact.data(), count, out.data(), r.rows,
                                r.length, r.options) == Status::ok);
    CHECK(same_bytes(out, want));
    CHECK(drop_path_scatter_add(r.d, in_place.data(), compact.data(), count, in_place.data(),
                                r.rows, r.length, r.options) == Status::ok);
    CHECK(same_bytes(in_place, want));
  });
}

TEST_CASE("rows of length 1 are dropout's elements") {
  on_every_isa([](const std::string&) {
    const Rows r(3000, 1, 0.25, {});
    Floats y(3000);
    REQUIRE(dropout(r.d, r.branch.data(), y.data(), 3000) == Status::ok);
    CHECK(same_bytes(y, r.path(r.branch)));
  });
}

TEST_CASE("an empty compact branch may stand anywhere, and empty rows are not counted") {
  float y[16] = {1, 2, 3, 4, 5, 6, 7, 8};
  const float before[16] = {1, 2, 3, 4, 5, 6, 7, 8};
  const Mask none{Rate{1.0}, Key{1}};
  CHECK(drop_path_scatter_add(none, y, y + 8, 0, y, 8, 1) == Status::ok);
  CHECK(drop_path_scatter_add(none, y, y + 4, 0, y, 8, 1) == Status::ok);
  const Mask half{Rate{0.5}, Key{1}};
  CHECK(drop_path_scatter_add(half, y, y, 7, y, SIZE_MAX, 0) == Status::ok);
  CHECK(std::memcmp(y, before, sizeof y) == 0);
}
