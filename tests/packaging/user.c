/* SPDX-License-Identifier: MIT
 *
 * A user's unit that takes every macro: no header may warn in it. */
#include "droplet/droplet.h"

void use(float* x, droplet_bf16_t* b, int8_t* q, uint8_t* bits, size_t n, uint64_t step);

static const droplet_mask_t layer = DROPLET_MASK(0.5, 42);
static const droplet_mask_t whole = DROPLET_MASK(1, 7);
static const droplet_rate_t rate = DROPLET_RATE(0.1f);

void use(float* x, droplet_bf16_t* b, int8_t* q, uint8_t* bits, size_t n, uint64_t step) {
  const droplet_mask_t mask = droplet_at(&layer, step);
  const droplet_rows_t rows = {.rows = 8, .row_length = 32};
  const droplet_path_options_t by_row = {0};
  uint8_t fixed[DROPLET_MASK_BYTES(77)];
  DROPLET_MUST(droplet_drop_path(&mask, x, x, rows, by_row));
  DROPLET_MUST(droplet_apply_mask(&rate, bits, x, x, n));
  DROPLET_MUST(droplet_fill_mask(&whole, fixed, 77));
  DROPLET_MUST(droplet_dropout_i8(&mask, q, q, n, (droplet_quantization_t){.zero_point = 3}, bits));
  if (droplet_dropout_bf16(&mask, b, b, n, NULL) != DROPLET_OK) b[0] = droplet_bf16_from_float(0);
  DROPLET_MUST(droplet_dropout_bf16(&mask, DROPLET_BF16(b), DROPLET_BF16(b), n, NULL));
  x[0] = droplet_bf16_to_float(b[0]) + droplet_f16_to_float(droplet_f16_from_float(1));
  bits[droplet_mask_bytes(n) - 1] = (uint8_t)(DROPLET_VERSION % 256);
}
