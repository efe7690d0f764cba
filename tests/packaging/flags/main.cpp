// SPDX-License-Identifier: MIT
//
// Callers in C (c_interface.c) and in C++, compiled and linked as the library is: no flag may
// change what they get. They use plain printf, as a board or -ffreestanding offers no more.
#include <stdio.h>
#include <string.h>

#include <initializer_list>

#include "c_interface.h"
#include "droplet/droplet.hpp"
#include "own_types.h"

using namespace droplet;

namespace {

int failures = 0;

void expect(bool met, const char* what) {
  if (met) return;
  printf("wrong: %s\n", what);
  ++failures;
}

// The compiler must not know the value.
template <class T>
[[gnu::noinline]] T opaque(T value) {
  __asm__ volatile("" : "+m"(value));
  return value;
}

[[gnu::noinline]] bool usable(const droplet_rate_t* rate) { return droplet_rate_valid(rate); }

[[gnu::noinline]] bool sees_changes(droplet_rate_t* written, const droplet_rate_t* read) {
  written->digits = 2048;
  const double half = droplet_rate_keep(read);
  written->digits = 1024;
  return half == 0.5 && droplet_rate_keep(read) == 0.25;
}

void c_structs_from_cpp() {
  droplet_rate_t rate = DROPLET_RATE(0.5);
  expect(usable(&rate), "a constant rate is valid");
  expect(sees_changes(&rate, opaque(&rate)), "a rate is read as it was last written");
  const float x[2] = {1, 2};
  float y[2] = {};
  const uint8_t mask = 2;
  const droplet_rate_t half = DROPLET_RATE(0.5);
  expect(droplet_apply_mask(&half, &mask, x, y, 2) == DROPLET_OK && y[0] == 0 && y[1] == 4,
         "a constant rate applies a mask");
  const droplet_path_options_t zero = {};
  const droplet_mask_t keeps = DROPLET_MASK(0x1p-44, 1);
  droplet_rows_t rows = {};
  rows.rows = 2;
  rows.row_length = 1;
  expect(droplet_drop_path(&keeps, x, y, rows, zero) == DROPLET_OK && y[1] == 2,
         "options of zeros are taken");
}

struct Known {
  double p;
  uint64_t keep_units;
  uint32_t scale;
};
constexpr Known known[] = {{0.0, uint64_t{1} << 44, 0x3F800000},
                           {0.1, 15832967439974, 0x3F8E38E4},
                           {0.9, 1759218604442, 0x41200000},
                           {0.5, uint64_t{1} << 43, 0x40000000},
                           {1 - 2.5 * 0x1p-44, 2, 0x55000000},
                           {1 - 3.5 * 0x1p-44, 4, 0x54800000},
                           {1.0, 0, 0}};

void rates() {
  for (const Known& k : known) {
    const droplet_rate_t c = droplet_rate(opaque(k.p));
    const Rate cpp(opaque(k.p));
    uint32_t scale;
    memcpy(&scale, &c.scale, sizeof scale);
    expect(cpp.keep_units() == k.keep_units && scale == k.scale, "a rate made at run time");
    expect(memcmp(&c, &cpp.c(), sizeof c) == 0, "droplet_rate and Rate are the same");
  }
  constexpr droplet_rate_t constant = DROPLET_RATE(0.1);
  expect(constant.fraction == 0x66666666 && constant.digits == 3686, "DROPLET_RATE(0.1)");
  constexpr Rate rate(0.1);
  expect(rate.keep_units() == 15832967439974, "Rate(0.1)");
}

void no_probabilities() {
  for (const double p : {__builtin_nan(""), -__builtin_nan(""), __builtin_inf(), -__builtin_inf(),
                         -0.1, 1 + 0x1p-52, -0x1p-1074}) {
    const droplet_rate_t c = droplet_rate(opaque(p));
    const Mask d(Rate(opaque(p)), Key{1});
    float x[3] = {1, 2, 3};
    expect(!droplet_rate_valid(&c) && !d.rate().valid(), "what is no probability is not valid");
    expect(dropout(d, x, x, 3) == StatusCode::bad_probability && x[0] == 1 && x[2] == 3,
           "what is no probability is refused");
  }
}

void c_programs() {
  for (const auto program :
       {c_interface_layout, c_interface_initializers, c_interface_constants, c_interface_operations,
        c_interface_rows_and_channels, c_interface_errors}) {
    const char* const failure = program();
    expect(failure == nullptr, failure);
  }
}

void own_types() {
  const droplet_mask_t mask = DROPLET_MASK(0.1, 42);
  expect(own_types_in_c(&mask), "the compiler's own half, in C");
  expect(own_types_in_cpp(mask), "the compiler's own half and bfloat16");
}

// Where another order, or a quotient by way of a reciprocal, gives another double.
void schedules() {
  const double p = opaque(0.3);
  const uint32_t one = opaque(1u);
  expect(linear_decay(p, 7 * one, 53 * one) == 0x1.4496b3aeda532p-5, "linear_decay");
  expect(linear_decay_from_zero(p, 7 * one, 54 * one) == 0x1.4496b3aeda532p-5,
         "linear_decay_from_zero");
  expect(scheduled(p, 9 * one, 49 * one) == 0x1.c3655ae7f7a41p-5, "scheduled");
  expect(!Rate{linear_decay(p, 2 * one, one)}.valid(), "no layer's probability is refused");
}

}  // namespace

int main() {
  c_structs_from_cpp();
  rates();
  schedules();
  no_probabilities();
  c_programs();
  own_types();
  return failures != 0;
}
