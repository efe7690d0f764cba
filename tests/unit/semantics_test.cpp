// SPDX-License-Identifier: MIT
//
// What the operations mean: the identity, p = 1, the mask, replay.
#include "rig.hpp"

namespace semantics_test {

using namespace droplet;
using namespace support;
using operations::Kind;
using operations::Operation;

namespace {

// Bytes of every kind, so that a multiplication by 1 or an addition of 0 would show: NaN payloads,
// -0, subnormals.
Floats any_bytes(std::size_t n, std::uint64_t seed) {
  Random random(seed);
  Floats x(n);
  for (std::size_t i = 0; i < n; ++i) {
    auto bits = static_cast<std::uint32_t>(random.bits());
    if (i % 4 == 0) bits |= 0x7F800000u;
    if (i % 4 == 1) bits &= 0x807FFFFFu;
    if (i % 16 == 2) bits = 0x80000000u;
    const float v = float_of(bits);
    std::memcpy(&x[i], &v, sizeof v);
  }
  return x;
}

const Mask identities[] = {Mask{Rate{0.0}, Key{1}, 77},
                           Mask{Rate{0.5}, Key{1}, 77, Mode::inference},
                           Mask{Rate{1.0}, Key{1}, 77, Mode::inference},
                           Mask{Rate{1e-14}, Key{1}, 77}};  // q rounds to 2^44

bool all_ones(const Bytes& mask, std::size_t n) {
  return mask == reference::pack(reference::Bits(n, true), n);
}

}  // namespace

TEST_CASE("p = 0 and inference are the identity: bytes are copied, in place they stay") {
  on_every_isa([](const std::string&) {
    for (const Operation& op : operations::all()) {
      if (!op.drops() || !op.writes_y() || op.is_share()) continue;
      for (const Mask& d : identities) {
        for (const std::size_t n : {1u, 7u, 64u, 71u, 600u}) {
          const std::size_t used = op.shape(n).elements();
          Floats x = any_bytes(n, n);
          const Floats before = x;
          Floats y(n, 5.0f);
          Bytes mask((n + 7) / 8, 0x11);
          INFO(op.name, ", n = ", n);
          REQUIRE(op.run(d, operations::Buffers<float>{x.data(), nullptr, y.data(), mask.data()},
                         n) == StatusCode::ok);
          CHECK(same_bytes(y.data(), before.data(), used));
          REQUIRE(op.run(d, operations::Buffers<float>{x.data(), nullptr, x.data(), mask.data()},
                         n) == StatusCode::ok);
          CHECK(same_bytes(x, before));
          if (op.writes_mask()) CHECK(all_ones(mask, n));
          CHECK(all_ones(mask_of(d, n), n));
        }
      }
    }
  });
}

TEST_CASE("the identity adds a residual's branch unscaled") {
  on_every_isa([](const std::string&) {
    const Floats r = values(70, 1), branch = values(70, 2);
    for (const Mask& d : identities) {
      Floats y(70);
      REQUIRE(drop_path_add(d, r.data(), branch.data(), y.data(), {.rows = 10, .row_length = 7}) ==
              StatusCode::ok);
      for (std::size_t i = 0; i < 70; ++i) CHECK(y[i] == r[i] + branch[i]);
    }
  });
}

TEST_CASE("p = 1 is all +0, whatever is dropped, and the residual as it was") {
  on_every_isa([](const std::string&) {
    for (const Mask& d : {Mask{Rate{1.0}, Key{1}}, Mask{Rate{1.0 - 0x1p-46}, Key{1}}}) {
      for (const Operation& op : operations::all()) {
        if (op.is_share() || op.ands_mask()) continue;
        for (const std::size_t n : {1u, 7u, 64u, 71u, 600u}) {
          const std::size_t used = op.gathers() ? 0 : op.shape(n).elements();
          const Floats x = any_bytes(n, n), branch = any_bytes(n, 2 * n);
          Floats y(n, 5.0f);
          Bytes mask((n + 7) / 8, 0xFF);
          INFO(op.name, ", n = ", n);
          REQUIRE(op.run(d,
                         operations::Buffers<float>{x.data(), branch.data(), y.data(), mask.data()},
                         n) == StatusCode::ok);
          if (op.writes_mask()) CHECK(mask == Bytes(mask.size(), 0));
          // +0 is added to a residual of any bytes: bias_dropout_add_test.cpp. Of apply_mask_by the
          // bits decide alone.
          if (!op.writes_y() || op.kind == Kind::bias_dropout_add || op.kind == Kind::apply_mask_by)
            continue;
          CHECK(same_bytes(y.data(), (op.adds_branch() ? x : Floats(n, 0.0f)).data(), used));
        }
      }
    }
  });
}

TEST_CASE("dropout, its mask, fill_mask and apply_mask agree; the mask replays the gradient") {
  on_every_isa([](const std::string&) {
    for (const std::size_t n : {1u, 63u, 200u, 1000u, 5000u}) {
      for (const double p : {0.0, 0.1, 0.5, 0.999, 1.0}) {
        const Mask d{Rate{p}, Key{n}, 3 * n};
        const Floats x = values(n, n), gradient = values(n, n + 1);
        Floats plain(n), masked(n), applied(n), replayed(n), stored(n);
        Bytes mask((n + 7) / 8, 0x77);
        REQUIRE(dropout(d, x.data(), plain.data(), n) == StatusCode::ok);
        REQUIRE(dropout(d, x.data(), masked.data(), n, mask.data()) == StatusCode::ok);
        REQUIRE(apply_mask(d.rate(), mask.data(), x.data(), applied.data(), n) == StatusCode::ok);
        CHECK(mask == mask_of(d, n));
        CHECK(same_bytes(plain, masked));
        CHECK(same_bytes(plain, applied));
        REQUIRE(dropout(d, gradient.data(), replayed.data(), n) == StatusCode::ok);
        REQUIRE(apply_mask(d.rate(), mask.data(), gradient.data(), stored.data(), n) ==
                StatusCode::ok);
        CHECK(same_bytes(replayed, stored));
        std::size_t disagree = 0;
        for (std::size_t i = 0; i < n; ++i) disagree += (plain[i] == 0) != (replayed[i] == 0);
        CHECK(disagree == 0);
      }
    }
  });
}

TEST_CASE("apply_mask applies where p = 0, by a scale of 1, and has its own mask's first element") {
  on_every_isa([](const std::string&) {
    const Floats x = values(100, 3);
    const Bytes mask = mask_of(Mask{Rate{0.5}, Key{4}, 9}, 100);
    Floats y(100);
    REQUIRE(apply_mask(Rate{0.0}, mask.data(), x.data(), y.data(), 100) == StatusCode::ok);
    for (std::size_t i = 0; i < 100; ++i) CHECK(y[i] == (bit(mask, i) ? x[i] : 0.0f));
  });
}

TEST_CASE("the mode of a descriptor is set and reset: training at inference time is training") {
  Mask d{Rate{0.5}, Key{1}};
  d.set_mode(Mode::inference);
  CHECK(all_ones(mask_of(d, 99), 99));
  d.set_mode(Mode::train);
  CHECK_FALSE(all_ones(mask_of(d, 99), 99));
}

}  // namespace semantics_test
