// SPDX-License-Identifier: MIT
//
// A user's unit that takes every macro, and a function of each form: no header may warn in it.
#include "droplet/droplet.hpp"

void use(float* x, droplet::bfloat16* b, int8_t* q, uint8_t* bits, size_t n, uint64_t step);

namespace {
constexpr droplet::Mask layer{droplet::Rate{0.5}, droplet::Key{42}};
const droplet_mask_t whole = DROPLET_MASK(1, 7);
const droplet_rate_t rate = DROPLET_RATE(0.1f);
}  // namespace

void use(float* x, droplet::bfloat16* b, int8_t* q, uint8_t* bits, size_t n, uint64_t step) {
  const droplet::Mask mask = layer.at(step);
  droplet::Rows rows;
  rows.rows = 8;
  rows.row_length = 32;
  uint8_t fixed[DROPLET_MASK_BYTES(77)];
  DROPLET_MUST(droplet_apply_mask(&rate, bits, x, x, n));
  DROPLET_MUST(droplet_fill_mask(&whole, fixed, 77));
  DROPLET_MUST(droplet::drop_path(mask, x, x, rows));
  DROPLET_MUST(droplet::dropout(mask, q, q, n, {}, bits));
  if (droplet::drop_path_add(mask, b, b, b, rows, {}) != droplet::StatusCode::ok) b[0] = b[1];
  DROPLET_MUST(droplet_dropout_bf16(&whole, DROPLET_BF16(b), DROPLET_BF16(b), n, nullptr));
  if (mask != layer && mask.key() == droplet::Key{7}.fold_in(3)) x[0] = droplet_bf16_to_float(b[0]);
  bits[droplet::mask_bytes(n) - 1] = static_cast<uint8_t>(DROPLET_VERSION % 256);
}
