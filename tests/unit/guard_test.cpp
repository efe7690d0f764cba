// SPDX-License-Identifier: MIT
//
// No byte outside the buffers is read or written: every buffer ends, or begins, at a page that
// faults.
#include "guarded.hpp"
#include "rig.hpp"

namespace guard_test {

using namespace droplet;
using namespace support;
using operations::Operation;

namespace {

constexpr std::size_t most = 530;
constexpr std::uint64_t any_first = 37;

struct Field {
  Field() : x(4 * most + 1024), branch(4 * most + 1024), y(4 * most + 1024), mask(most + 1024) {}
  Guarded x, branch, y, mask;
};

// One call: what goes in, and what must come out.
template <class T>
struct Call {
  const Operation& op;
  Mask mask;
  std::size_t n;
  std::vector<T> x, branch, want;
  Bytes packed;

  Call(const Operation& the_op, double p, std::size_t count)
      : op(the_op), mask{Rate{p}, Key{rig_key}, op.first_near(any_first)}, n(count) {
    static const std::vector<T> full_x = values<T>(most, 3), full_branch = values<T>(most, 4);
    const auto& bits = reference_mask(p, mask.c().first, n);
    x.assign(full_x.data(), full_x.data() + (op.writes_y() ? op.shape(n).elements() : n));
    branch = op.branch_of(bits, full_branch.data(), n);
    want = op.expected(p, bits, full_x.data(), full_branch.data(), x, n, mask.c().first);
    packed = reference::pack(bits, n);
  }

  // False where a canary was overwritten; a fault ends the program.
  bool run(Field* field, bool at_end, bool in_place) const {
    T* y = put(&field->y, x.data(), x.size(), at_end);
    const T* from = in_place ? y : put(&field->x, x.data(), x.size(), !at_end);
    const T* add = put(&field->branch, branch.data(), branch.size(), at_end);
    std::uint8_t* bits = put(&field->mask, packed.data(), packed.size(), at_end);
    const StatusCode status = op.run(mask, operations::Buffers<T>{from, add, y, bits}, n);
    return status == StatusCode::ok && same_bytes(y, want.data(), x.size()) &&
           field->y.canaries_intact(reinterpret_cast<std::uint8_t*>(y), sizeof(T) * x.size()) &&
           field->mask.canaries_intact(bits, packed.size());
  }
};

template <class T>
void check(Field* field, const Operation& op, double p, std::size_t n) {
  const Call<T> call(op, p, n);
  for (const bool at_end : {true, false}) {
    for (const bool in_place : {false, true}) {
      if (call.run(field, at_end, in_place)) continue;
      FAIL_CHECK(op.name, ": n = ", n, ", p = ", p, ", at end ", at_end, ", in place ", in_place);
      return;
    }
  }
}

}  // namespace

TEST_CASE("the guard pages catch a read and a write of one byte, on both sides") {
  Guarded memory(4096);
  volatile std::uint8_t* end = memory.place(10, true) + 10;
  volatile std::uint8_t* begin = memory.place(10, false);
  CHECK_FALSE(faults([=] { (void)end[-1]; }));
  CHECK(faults([=] { (void)*end; }));
  CHECK(faults([=] { *end = 1; }));
  CHECK(faults([=] { (void)begin[-1]; }));
  CHECK(faults([=] { begin[-1] = 1; }));
}

TEST_CASE("the guard pages and canaries catch operations that are told a wrong count") {
  on_every_isa([](const std::string&) {
    Field field;
    const Mask d{Rate{0.3}, Key{rig_key}, any_first};
    for (const std::size_t n : {1u, 8u, 33u, 128u, 512u}) {
      const Floats ones(n, 1.0f);
      float* y = put(&field.y, ones.data(), n, true);
      std::uint8_t* mask = field.mask.place((n + 7) / 8, true);
      CHECK(faults([=] { (void)dropout(d, y, y, n + 1); }));
      CHECK(faults([=] { (void)alpha_dropout(d, y, y, n + 1); }));
      auto* const end = reinterpret_cast<std::int8_t*>(y + n);
      CHECK(faults([=] { (void)dropout(d, end - n, end - n, n + 1); }));
      CHECK(faults([=] { (void)fill_mask(d, mask, n + 8); }));
      y = put(&field.y, ones.data(), n, false);
      CHECK(faults([=] { (void)dropout(d, y - 1, y - 1, n); }));
      REQUIRE(dropout(d, y, y, n + 1) == StatusCode::ok);
      CHECK_FALSE(field.y.canaries_intact(reinterpret_cast<std::uint8_t*>(y), 4 * n));
    }
  });
}

TEST_CASE_TEMPLATE("every operation stays inside its buffers", T, FLOATING_TYPES, INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    Field field;
    for (const Operation& op : operations::all<T>()) {
      for (std::size_t n = 0; n <= 200; n += share<T>(1, effort<std::size_t>(1, 5))) {
        check<T>(&field, op, 0.3, n);
        check<T>(&field, op, n % 3 == 0 ? 0.0 : n % 3 == 1 ? 1.0 : 0.5, n);
      }
      for (std::size_t n = 505; n <= 519; ++n) check<T>(&field, op, 0.1, n);
    }
  });
}

}  // namespace guard_test
