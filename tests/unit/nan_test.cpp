// SPDX-License-Identifier: MIT
//
// Every NaN of half and bfloat16 in every operation: one where it must be one, and quiet unless it
// is copied; elsewhere what it was does not show.
#include "element_rows.hpp"
#include "rig.hpp"

namespace nan_test {

using namespace droplet;
using namespace support;
using operations::Operation;

namespace {

template <class T>
bool is_nan(T element) {
  return (element.bits & 0x7FFF) > element_rows::infinity<T>;
}
template <class T>
bool is_quiet(T element) {
  return (element.bits & element_rows::least_normal<T> / 2) != 0;
}

template <class T>
std::vector<T> every_nan() {
  std::vector<T> list;
  for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
    const T element{static_cast<std::uint16_t>(bits)};
    if (is_nan(element)) list.push_back(element);
  }
  return list;
}

// `want` as the reference has it, from x and the branch.
template <class T>
bool is_right(T got, T want, T x, T branch) {
  if (!is_nan(want)) return got.bits == want.bits;
  return is_nan(got) && (is_quiet(got) || got.bits == x.bits || got.bits == branch.bits);
}

template <class T>
std::size_t wrong(const Operation& op, const Mask& mask, const std::vector<T>& x,
                  const std::vector<T>& branch) {
  const std::size_t n = x.size();
  const double p = 1.0 - mask.rate().keep();
  const auto& bits = reference_mask(p, 0, n);
  Bytes packed = reference::pack(bits, n);
  std::vector<T> y(n), taken = op.branch_of(bits, branch.data(), n);
  const operations::Buffers<T> buffers{x.data(), taken.data(), y.data(), packed.data()};
  REQUIRE(op.run(mask, buffers, n) == StatusCode::ok);
  const std::vector<T> want = op.expected(p, bits, x.data(), branch.data(), y, n, 0);
  std::size_t count = 0, out = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (op.gathers() && !bits[op.decision(i, n)]) continue;
    count += is_right(y[out], want[out], x[i], branch[i]) ? 0 : 1;
    ++out;
  }
  return count;
}

}  // namespace

TEST_CASE_TEMPLATE("every NaN in every operation", T, half, bfloat16) {
  on_every_isa([](const std::string&) {
    const std::vector<T> nans = every_nan<T>(), ones(nans.size(), elements::rounded<T>(1.5f));
    for (const double p : {0.0, 0.5, 1.0}) {
      const Mask mask{Rate{p}, Key{rig_key}};
      for (const Operation& op : operations::all<T>()) {
        INFO(op.name, ", p = ", p);
        CHECK(wrong(op, mask, nans, ones) == 0);
        CHECK(wrong(op, mask, ones, nans) == 0);
      }
    }
  });
}

}  // namespace nan_test
