// SPDX-License-Identifier: MIT
//
// Every operation on every ISA against the reference, byte for byte: counts, first elements,
// alignments, probabilities. Full products would take hours, so each test varies two things fully
// and steps through the rest with strides that share no factor.
#include "rig.hpp"

namespace equality_test {

using namespace droplet;
using namespace support;
using operations::Kind;

namespace {

// 0.9999 has digits of 0, 0.5 - 2^-44 a fraction of 1 and 2^-44 one of 2^32 - 1.
const std::vector<double> probabilities = {0.3,     0.5,           0.25, 0.1,    0.9,
                                           0x1p-12, 1.0 - 0x1p-12, 1e-9, 0.9999, 0.5 - 0x1p-44,
                                           0x1p-44, 0.0,           1.0};

const std::vector<std::uint64_t>& firsts() {
  static const std::vector<std::uint64_t> list = [] {
    std::vector<std::uint64_t> all;
    for (const std::uint64_t at : {0u, 64u, 128u, 512u, 4096u, 8192u}) {
      for (const std::uint64_t by : {0u, 1u, 2u}) all.push_back(at + by - (at == 0 ? 0 : 1));
    }
    const std::uint64_t far = std::uint64_t{1} << 40;
    // The last elements before the index wraps to 0, in the middle of a call.
    for (const std::uint64_t at : {far - 1, far, far + 1, ~std::uint64_t{0}, 0 - std::uint64_t{64},
                                   0 - std::uint64_t{100}, 0 - std::uint64_t{600}}) {
      all.push_back(at);
    }
    return all;
  }();
  return list;
}

std::vector<Place> places(const operations::Operation& op) {
  if (!op.writes_y()) return {Place::disjoint};
  if (!op.has_branch() || op.takes_list()) return {Place::disjoint, Place::y_is_x};
  return {Place::disjoint, Place::y_is_x, Place::y_is_branch};
}

template <class T>
void check(Rig<T>* rig, const operations::Operation& op, Case c) {
  for (const Place place : places(op)) {
    c.place = place;
    rig->expect(op, c);
    for (const auto& isa : tested_isas()) {
      const isa_choice::Use use(isa);
      if (rig->matches(op, c)) continue;
      FAIL_CHECK(isa.name, ", ", op.name, ": n = ", c.n, ", p = ", c.p, ", first = ", c.first,
                 ", x at ", c.x_at, ", y at ", c.y_at, ", mask at ", c.mask_at, ", place ",
                 static_cast<int>(place));
      return;
    }
  }
}

// Emulated, of other types than float every third case goes.
template <class T>
bool goes(std::size_t step) {
  return step % share<T>(1, effort<std::size_t>(1, 3)) == 0;
}

}  // namespace

TEST_CASE_TEMPLATE("counts 0 to 200, at every probability and from every first element", T,
                   FLOATING_TYPES, INTEGER_TYPES) {
  Rig<T> rig(256);
  std::size_t step = 0;
  const std::size_t stride = effort(share<T>(1, 3), share<T>(3, 6));
  for (const auto& op : operations::all<T>()) {
    for (std::size_t n = 0; n <= 200; ++n) {
      for (std::size_t i = 0; i < firsts().size(); i += stride) {
        ++step;
        const std::size_t place = i + n % stride;
        check(&rig, op,
              {probabilities[(n + 3 * i) % probabilities.size()], firsts()[place % firsts().size()],
               n, step % 16, step * 5 % 16, step * 3 % 8});
      }
    }
  }
}

TEST_CASE_TEMPLATE("every first element, at counts around words, rows and the switch to whole rows",
                   T, FLOATING_TYPES, INTEGER_TYPES) {
  Rig<T> rig(1300);
  std::size_t step = 0;
  for (const auto& op : operations::all<T>()) {
    for (const std::uint64_t first : firsts()) {
      for (const std::size_t n : {1u, 64u, 65u, 127u, 128u, 129u, 511u, 512u, 513u, 700u, 1281u}) {
        if (!goes<T>(++step)) continue;
        check(&rig, op,
              {probabilities[step % 11], first, n, step % 16, step * 7 % 16, step * 3 % 8});
      }
    }
  }
}

TEST_CASE_TEMPLATE("every alignment of x, y and mask", T, FLOATING_TYPES, INTEGER_TYPES) {
  Rig<T> rig(1300);
  std::size_t step = 0;
  for (const auto& op : operations::all<T>()) {
    for (std::size_t x_at = 0; x_at < 16; ++x_at) {
      for (std::size_t y_at = 0; y_at < 16; ++y_at) {
        if (!goes<T>(++step)) continue;
        const std::size_t n = step % 7 == 0 ? 1030 : 20 + step % 40;
        check(&rig, op, {0.3, step % 11 == 0 ? 512u : step, n, x_at, y_at, (x_at + y_at) % 8});
      }
    }
  }
}

TEST_CASE_TEMPLATE("thousands of elements, with and without a tail", T, FLOATING_TYPES,
                   INTEGER_TYPES) {
  Rig<T> rig(20000);
  const Case cases[] = {{0.1, 0, 4096 * 3 + 17, 0, 0, 0}, {0.5, 0, 4096 * 3 + 17, 0, 0, 0},
                        {0.1, 4096 * 5, 20000, 1, 3, 5},  {0.5, 4096 * 5, 20000, 1, 3, 5},
                        {0.1, 511, 16384, 0, 1, 0},       {0.5, 511, 16384, 0, 1, 0}};
  std::size_t step = 0;
  for (const auto& op : operations::all<T>()) {
    ++step;  // other cases than the operation before
    for (const Case& c : cases) {
      if (goes<T>(++step)) check(&rig, op, c);
    }
  }
}

TEST_CASE("the rig sees one wrong bit") {
  Rig<float> rig(256);
  const Case c = {0.5, 0, 200};
  const operations::Operation right = operations::all()[0];
  operations::Operation wrong = right;
  wrong.inner = 2;
  rig.expect(right, c);
  CHECK(rig.matches(right, c));
  rig.expect(wrong, c);
  CHECK_FALSE(rig.matches(right, c));
  wrong = operations::all()[1];
  wrong.with_bits = false;
  rig.expect(wrong, c);
  CHECK(rig.matches(wrong, c));
}

TEST_CASE("every operation is in the table") {
  const auto is_in = [](const std::vector<operations::Operation>& table, Kind kind) {
    for (const operations::Operation& op : table) {
      if (op.kind == kind) return true;
    }
    // They write indices, or take joins or blocks, and have tests of their own.
    return kind == Kind::kept_rows || kind == Kind::sample_rows || kind == Kind::drop_block_mask ||
           kind == Kind::fractal_mask || kind == Kind::fractal_join ||
           kind == Kind::fractal_join_backward;
  };
  struct OnType {
    const char* name;
    Kind kind;
    const std::vector<operations::Operation>* table;
  };
  const OnType each[] = {
#define DROPLET_ON_TYPE(name, kind, arguments, T, suffix) \
  {#name " of " #T, Kind::name, &operations::all<T>()},
      DROPLET_OPERATIONS_ON_TYPES(DROPLET_ON_TYPE)
#undef DROPLET_ON_TYPE
  };
  for (const OnType& one : each) CHECK_MESSAGE(is_in(*one.table, one.kind), one.name);
}

}  // namespace equality_test
