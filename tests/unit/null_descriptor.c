/* SPDX-License-Identifier: MIT
 *
 * A build for inference looks at no descriptor: every operation takes a null one. Sanitizers see
 * that it is not read, and not even bound to a reference. */
#include <stdio.h>

#include "droplet/droplet.h"
#include "ops.def"

int main(void) {
  static const droplet_rate_t constant_rate = DROPLET_RATE(0.5);
  static float residual[8], branch[8], y[8];
  const float x[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  const droplet_mask_t* const mask = NULL;
  droplet_cursor_t* const cursor = NULL;
  const droplet_rate_t* const rate = &constant_rate;
  const droplet_path_options_t options = {.batch = false};
  const droplet_rows_t rows = {.rows = 2, .row_length = 4};
  const droplet_tile_t tile = {.rows = 2, .row_length = 4};
  const droplet_features_t features = {
      .samples = 2, .channels = 2, .inner = 2, .layout = DROPLET_CHANNELS_LAST};
  const droplet_tensor_t tensor = {.dimensions = 3, .size = {2, 2, 2}, .noise = {0, 1, 0}};
  const size_t n = 8;
  uint8_t bits[1] = {0};
  uint32_t kept[2];
  size_t kept_count = 2;
  const droplet_share_t share = {.index = 0, .count = 1};
  const droplet_joins_t joins = {.samples = 2, .joins = 1, .inputs = 1};
  const float* const inputs[] = {x};
  const droplet_blocks_t blocks = {
      .samples = 1, .channels = 2, .height = 2, .width = 2, .block = 3};
  droplet_scale_t factor = droplet_kept_factor(mask, options);
  const uint64_t key = 1;
  const uint8_t mode = DROPLET_TRAIN;
#define CALL(name, kind, arguments)             \
  if (droplet_##name arguments != DROPLET_OK) { \
    printf("%s is refused\n", #name);           \
    return 1;                                   \
  }
  DROPLET_OPERATIONS(CALL)
  return y[7] == 8.0f ? 0 : 1;
}
