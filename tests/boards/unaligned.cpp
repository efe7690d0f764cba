// SPDX-License-Identifier: MIT
//
// A core that traps unaligned accesses, with newlib's own memcpy: masks at any byte, and buffers
// aligned as their element type and no more. Exits with 0, or with the number of what is wrong; a
// fault ends it with 99.
#include <string.h>

#include "board.h"
#include "droplet/droplet.hpp"

using namespace droplet;

namespace {

constexpr size_t n = 1500;
alignas(8) uint8_t mask_bytes_[n / 8 + 16];
alignas(8) int8_t bytes[2][n + 8];
alignas(8) uint16_t halves[2][n + 8];
float floats[n];

#define CHECK_OK(call) \
  if ((call) != StatusCode::ok) return __LINE__ % 90 + 1

int masks(size_t odd) {
  const Mask mask{Rate{0.5}, Key{7}};
  uint8_t* const bits = mask_bytes_ + odd;
  CHECK_OK(fill_mask(mask, bits, n));
  CHECK_OK(dropout(mask, floats, floats, n, bits));
  CHECK_OK(apply_mask(mask.rate(), bits, floats, floats, n));
  Mask all = mask;
  all.set_mode(Mode::inference);
  CHECK_OK(dropout(all, floats, floats, n, bits));
  return 0;
}

int elements(size_t odd) {
  const Mask mask{Rate{0.5}, Key{7}};
  const auto* const x = reinterpret_cast<const bfloat16*>(halves[0] + odd);
  auto* const y = reinterpret_cast<bfloat16*>(halves[1]);
  CHECK_OK(dropout(mask, bytes[0] + odd, bytes[1], n, Quantization{}));
  CHECK_OK(dropout(mask, x, y, n));
  Rows rows;
  rows.rows = 100;
  rows.row_length = 15;
  PathOptions unscaled;
  unscaled.unscaled = true;
  CHECK_OK(drop_path(mask, x, y, rows, unscaled));
  CHECK_OK(drop_path_add(mask, x, y, y, rows, unscaled));
  return 0;
}

}  // namespace

int main(int argc, char**) {
  board_trap_unaligned(1);
  if (argc > 1) {  // Seen to fail.
    memcpy(mask_bytes_ + argc, floats, n / 8);
    return 0;
  }
  for (size_t odd = 0; odd < 5; ++odd) {
    if (const int wrong = masks(odd)) return wrong;
    if (const int wrong = elements(odd)) return wrong;
  }
  return 0;
}
