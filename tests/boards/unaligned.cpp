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
  CHECK_OK(apply_mask_by(Scale{}, bits, floats, floats, n));
  Blocks blocks;
  blocks.samples = 1;
  blocks.channels = 7;
  blocks.height = blocks.width = 14;
  blocks.block = 7;
  size_t kept = 0;
  CHECK_OK(drop_block_mask(mask, blocks, bits, &kept));
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
  CHECK_OK(drop_path(mask, bytes[0] + odd, bytes[1], rows, unscaled));
  CHECK_OK(drop_path_add(mask, bytes[0] + odd, bytes[1], bytes[1], rows));
  return 0;
}

// Where nothing is dropped all is copied.
template <class T>
int all_kept(const Mask& mask, const T* x, T* y) {
  Rows rows;
  rows.rows = 100;
  rows.row_length = 15;
  Features features, gaps;
  features.samples = features.channels = 10;
  gaps.samples = gaps.channels = 9;
  gaps.layout = channels_last;
  gaps.y.position = 11;
  features.inner = gaps.inner = 15;
  CHECK_OK(drop_path(mask, x, y, rows));
  CHECK_OK(feature_dropout(mask, x, y, gaps));
  CHECK_OK(feature_dropout(mask, x, y, features));
  if constexpr (__is_class(T)) {
    Tile tile;
    tile.rows = rows.rows;
    tile.row_length = rows.row_length;
    CHECK_OK(dropout_tile(mask, x, y, tile));
    CHECK_OK(bias_dropout_add_backward(mask, x, y, nullptr, rows));
    CHECK_OK(alpha_dropout(mask, x, y, n));
  }
  memset(y, 0, n * sizeof *y);
  CHECK_OK(dropout(mask, x, y, n));
  return memcmp(x, y, n * sizeof *x) == 0 ? 0 : __LINE__ % 90 + 1;
}

int copies(size_t odd) {
  const Mask nothing_drops[] = {{Rate{0.5}, Key{7}, 0, Mode::inference}, {Rate{0.0}, Key{7}}};
  for (size_t i = 0; i < n; ++i) {
    bytes[0][i + odd] = static_cast<int8_t>(i * 7);
    halves[0][i + odd] = static_cast<uint16_t>(i * 77);
  }
  const auto all_kept_of = [=](const Mask& mask, auto* y) {
    return all_kept(mask, reinterpret_cast<decltype(y)>(halves[0] + odd), y);
  };
  for (const Mask& mask : nothing_drops) {
    if (const int wrong = all_kept(mask, bytes[0] + odd, bytes[1])) return wrong;
    if (const int wrong = all_kept_of(mask, reinterpret_cast<half*>(halves[1]))) return wrong;
    if (const int wrong = all_kept_of(mask, reinterpret_cast<bfloat16*>(halves[1]))) return wrong;
    if (const int wrong = all_kept_of(mask, reinterpret_cast<int16_t*>(halves[1]))) return wrong;
  }
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
    if (const int wrong = copies(odd)) return wrong;
  }
  return 0;
}
