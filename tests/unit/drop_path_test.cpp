// SPDX-License-Identifier: MIT
//
// Drop path: who decides for a row, and what becomes of a residual.
#include "row_cases.hpp"

namespace drop_path_test {

using namespace droplet;
using namespace support;

TEST_CASE("rows survive or become +0 as their mask bits, or the first one, say") {
  on_rows([](const RowCase& r) {
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
  on_rows([](const RowCase& r) {
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
    const RowCase r(500, 1, 0.1, {});
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

TEST_CASE("rows of length 1 are dropout's elements") {
  on_every_isa([](const std::string&) {
    const RowCase r(3000, 1, 0.25, {});
    Floats y(3000);
    REQUIRE(dropout(r.d, r.branch.data(), y.data(), 3000) == StatusCode::ok);
    CHECK(same_bytes(y, r.path(r.branch)));
  });
}

}  // namespace drop_path_test
