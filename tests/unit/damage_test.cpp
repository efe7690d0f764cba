// SPDX-License-Identifier: MIT
//
// Descriptors with damaged bytes.
#include "refused.hpp"

namespace damage_test {

using namespace refusal;

namespace {

// A valid descriptor, but for the bytes at one place.
struct Damage {
  std::size_t at;
  std::uint32_t value;
  std::size_t bytes;
  StatusCode status;
};

Mask damaged(const Damage& damage, double p, Mode mode) {
  droplet_mask_t c = Mask{Rate{p}, Key{rig_key}, 0, mode}.c();
  std::memcpy(reinterpret_cast<unsigned char*>(&c) + damage.at, &damage.value, damage.bytes);
  return Mask{c};
}

constexpr Damage damages[] = {
    {6, 0, 1, StatusCode::bad_probability},          // the format of a rate that was never set
    {6, 2, 1, StatusCode::unknown_format},           // of the next release
    {6, 255, 1, StatusCode::unknown_format},         //
    {4, 4097, 2, StatusCode::bad_probability},       // a keep probability above 1
    {4, 65535, 2, StatusCode::bad_probability},      //
    {7, 1, 1, StatusCode::bad_descriptor},           // what must be 0
    {13, 1, 1, StatusCode::bad_descriptor},          //
    {14, 128, 1, StatusCode::bad_descriptor},        //
    {15, 255, 1, StatusCode::bad_descriptor},        //
    {12, 2, 1, StatusCode::bad_descriptor},          // a mode that is neither
    {12, 7, 1, StatusCode::bad_descriptor},          //
    {12, 255, 1, StatusCode::bad_descriptor},        //
    {8, 0x00000000, 4, StatusCode::bad_descriptor},  // a scale of 0, though something is kept
    {8, 0x80000000, 4, StatusCode::bad_descriptor},  // -0,
    {8, 0x3F7FFFFF, 4, StatusCode::bad_descriptor},  // just below 1,
    {8, 0x55800001, 4, StatusCode::bad_descriptor},  // just above 2^44,
    {8, 0xC0000000, 4, StatusCode::bad_descriptor},  // -2,
    {8, 0x7F800000, 4, StatusCode::bad_descriptor},  // infinity,
    {8, 0xFF800000, 4, StatusCode::bad_descriptor},  //
    {8, 0x7FC00000, 4, StatusCode::bad_descriptor},  // NaN
};

bool takes_mode(const Operation& op) { return !op.reads_mask(); }

}  // namespace

TEST_CASE_TEMPLATE("a damaged descriptor, with elements and without", T, FLOATING_TYPES,
                   INTEGER_TYPES) {
  for (std::size_t i = 0; i < std::size(damages); i += share<T>(1, 2)) {
    const Damage& damage = damages[i];
    CAPTURE(damage.at);
    CAPTURE(damage.value);
    for (const Mode mode : {Mode::train, Mode::inference}) {
      const bool of_rate = damage.at < 12;
      refused<T>(damage.status, of_rate ? any : takes_mode, [&](Scene<T>* s, Buffers<T>*) {
        s->d = damaged(damage, s->p == 0.0 && damage.at == 8 ? 0.25 : s->p, mode);
      });
      const Mask d = damaged(damage, 0.5, mode);
      for (const Operation& op : operations::all<T>()) {
        if (of_rate || takes_mode(op)) CHECK(op.run(d, Buffers<T>{}, 0) == damage.status);
      }
    }
  }
}

TEST_CASE("a damaged rate is not valid, and rows are not counted by a damaged descriptor") {
  for (const Damage& damage : damages) {
    for (const Mode mode : {Mode::train, Mode::inference}) {
      const Mask d = damaged(damage, 0.5, mode);
      CHECK(d.rate().valid() == (damage.at >= 12));
      std::size_t count = 99;
      CHECK(kept_rows(d, 0, nullptr, &count) == damage.status);
      CHECK(count == 99);
    }
  }
}

TEST_CASE_TEMPLATE("scales that are not the rate's own, from 1 to 2^44, are taken", T,
                   FLOATING_TYPES, INTEGER_TYPES) {
  for (const std::uint32_t bits : {0x3F800000u, 0x40490FDBu, 0x55800000u}) {
    Scene<T> scene(0.5);
    scene.d = damaged({8, bits, 4, StatusCode::ok}, 0.5, Mode::train);
    CHECK(scene.d.rate().valid());
    for (const Operation& op : operations::all<T>()) {
      INFO(op.name);
      CHECK(op.run(scene.d, scene.buffers(), n) == StatusCode::ok);
    }
  }
}

TEST_CASE_TEMPLATE("a descriptor of zeros", T, FLOATING_TYPES, INTEGER_TYPES) {
  refused<T>(StatusCode::bad_probability, any,
             [](Scene<T>* s, Buffers<T>*) { s->d = Mask{droplet_mask_t{}}; });
}

}  // namespace damage_test
