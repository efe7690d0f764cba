/* SPDX-License-Identifier: MIT
 *
 * Droplet as a C program sees it. */
#include "c_interface.h"

#include <string.h>

#include "ops.def"

#define EXPECT(condition) \
  if (!(condition)) return #condition

enum { n = 700, row_count = 100, row_length = 7 };
static const droplet_rows_t rows = {.rows = row_count, .row_length = row_length};
static const droplet_features_t first = {.samples = 10, .channels = 10, .inner = row_length};
static const droplet_features_t last = {
    .samples = 10, .channels = 10, .inner = row_length, .layout = DROPLET_CHANNELS_LAST};

/* Its mask is that of `last`. */
static const droplet_tensor_t locked = {
    .dimensions = 3, .size = {10, row_length, 10}, .noise = {0, 1, 10}};

static const droplet_rate_t constant_rate = DROPLET_RATE(0.1);
static const droplet_mask_t constant_dropout = DROPLET_MASK(0.25, 42);
static const droplet_path_options_t path_default; /* all zero */

static float x[n], y[n], z[n];
static uint8_t bits[(n + 7) / 8], again[(n + 7) / 8];

static int kept_bit(int i) { return bits[i / 8] >> i % 8 & 1; }

static void fill(void) {
  for (int i = 0; i < n; ++i) x[i] = (float)(i + 1);
}

const char* c_interface_constants(void) {
#define ROW(p) {p, DROPLET_RATE(p)},
  static const struct {
    double p;
    droplet_rate_t rate;
  } constants[] = {C_INTERFACE_PROBABILITIES(ROW)};
  for (size_t i = 0; i < sizeof constants / sizeof constants[0]; ++i) {
    const droplet_rate_t rate = droplet_rate(constants[i].p);
    EXPECT(memcmp(&rate, &constants[i].rate, sizeof rate) == 0);
  }
  return NULL;
}

const char* c_interface_layout(void) {
  EXPECT(sizeof(droplet_rate_t) == 12 && sizeof(droplet_mask_t) == 32);
  EXPECT(sizeof(droplet_cursor_t) == 232);
  EXPECT(offsetof(droplet_rate_t, digits) == 4 && offsetof(droplet_rate_t, format) == 6);
  EXPECT(offsetof(droplet_rate_t, scale) == 8 && offsetof(droplet_mask_t, mode) == 12);
  EXPECT(sizeof(droplet_status_t) == sizeof(int)); /* with -fshort-enums too */
  EXPECT(offsetof(droplet_mask_t, key) == 16 && offsetof(droplet_mask_t, first) == 24);
  return NULL;
}

const char* c_interface_initializers(void) {
  EXPECT(droplet_rate_valid(&constant_rate));
  EXPECT(constant_rate.digits == 15832967439974u >> 32);
  EXPECT(constant_rate.fraction == (15832967439974u & 0xFFFFFFFFu));
  EXPECT(droplet_rate_keep(&constant_rate) == 15832967439974.0 * 0x1p-44);
  EXPECT(constant_dropout.key == 42 && constant_dropout.first == 0);
  EXPECT(constant_dropout.mode == DROPLET_TRAIN &&
         droplet_rate_keep(&constant_dropout.rate) == 0.75);
  EXPECT(droplet_fold_in(0, 0) == 0x48218226FF3CD4BFu);
  EXPECT(strlen(droplet_isa_name()) > 0);
  EXPECT(strcmp(droplet_describe(DROPLET_OK), "ok") == 0);
  return NULL;
}

const char* c_interface_operations(void) {
  const droplet_mask_t* d = &constant_dropout;
  int drops = 0;
  fill();
  EXPECT(droplet_fill_mask(d, again, n) == DROPLET_OK);
  EXPECT(droplet_dropout(d, x, y, n, bits) == DROPLET_OK);
  EXPECT(memcmp(bits, again, sizeof bits) == 0);
  for (int i = 0; i < n; ++i) {
    EXPECT(y[i] == (kept_bit(i) ? x[i] * d->rate.scale : 0.0f));
    drops += !kept_bit(i);
  }
  EXPECT(drops > 100 && drops < 250);
  EXPECT(droplet_dropout(d, x, z, n, NULL) == DROPLET_OK && memcmp(y, z, sizeof y) == 0);
  droplet_cursor_t cursor = {.mask = *d};
  for (int i = 0; i < n; i += 50)
    EXPECT(droplet_dropout_next(&cursor, x + i, z + i, 50) == DROPLET_OK);
  EXPECT(cursor.mask.first == n && memcmp(y, z, sizeof y) == 0);
  EXPECT(droplet_apply_mask(&d->rate, bits, x, z, n) == DROPLET_OK);
  EXPECT(memcmp(y, z, sizeof y) == 0);
  EXPECT(droplet_alpha_dropout_backward(d, x, y, n) == DROPLET_OK);
  EXPECT(droplet_alpha_dropout(d, x, z, n) == DROPLET_OK);
  for (int i = 0; i < n; ++i)
    EXPECT(kept_bit(i) ? y[i] > 0.0f && z[i] > y[i] : y[i] == 0.0f && z[i] < 0.0f);
  return NULL;
}

const char* c_interface_rows_and_channels(void) {
  const droplet_mask_t* d = &constant_dropout;
  uint32_t indices[row_count];
  size_t count = 0;
  static float branch[n];
  fill();
  EXPECT(droplet_fill_mask(d, bits, row_count) == DROPLET_OK);
  EXPECT(droplet_drop_path(d, x, y, rows, path_default) == DROPLET_OK);
  EXPECT(droplet_feature_dropout(d, x, z, first) == DROPLET_OK);
  EXPECT(memcmp(y, z, sizeof y) == 0);
  for (int i = 0; i < n; ++i) EXPECT((y[i] != 0.0f) == kept_bit(i / row_length));
  EXPECT(droplet_feature_dropout(d, x, z, last) == DROPLET_OK);
  for (int i = 0; i < n; ++i) EXPECT((z[i] != 0.0f) == kept_bit(i / 70 * 10 + i % 10));
  EXPECT(droplet_locked_dropout(d, x, y, locked) == DROPLET_OK && memcmp(y, z, sizeof y) == 0);
  EXPECT(droplet_kept_rows(d, row_count, indices, &count, path_default) == DROPLET_OK);
  EXPECT(count > 50 && count < 95 && kept_bit((int)indices[count - 1]));
  const droplet_scale_t one = {0x3F800000};
  EXPECT(droplet_gather_rows(indices, count, x, branch, rows, one) == DROPLET_OK);
  for (size_t j = 0; j < count; ++j) {
    EXPECT(memcmp(branch + j * row_length, x + indices[j] * row_length,
                  sizeof(float) * row_length) == 0);
  }
  EXPECT(droplet_drop_path_add(d, x, x, y, rows, path_default) == DROPLET_OK);
  EXPECT(memcmp(x, y, sizeof x) != 0);
  EXPECT(droplet_scatter_add_rows(indices, count, x, branch, z, rows,
                                  droplet_kept_factor(d, path_default)) == DROPLET_OK);
  EXPECT(memcmp(y, z, sizeof y) == 0);
  EXPECT(droplet_feature_alpha_dropout(d, x, y, last) == DROPLET_OK);
  EXPECT(droplet_feature_alpha_dropout_backward(d, x, z, last) == DROPLET_OK);
  for (int i = 0; i < n; ++i)
    EXPECT((z[i] != 0.0f) == kept_bit(i / 70 * 10 + i % 10) && y[i] != 0.0f);
  return NULL;
}

const char* c_interface_errors(void) {
  static const droplet_mask_t zero;
  droplet_mask_t d = constant_dropout;
  uint32_t indices[row_count];
  size_t kept_count = 99;
  const uint64_t key = 42;
  const uint8_t mode = 2;
  EXPECT(!droplet_rate_valid(&zero.rate) && droplet_rate_keep(&zero.rate) == 0);
  EXPECT(!droplet_rate_valid(NULL) && droplet_rate_keep(NULL) == 0);
  for (int null = 0; null < 2; ++null) {
    const droplet_mask_t* const mask = null ? NULL : &zero;
    const droplet_rate_t* const rate = null ? NULL : &zero.rate;
    droplet_cursor_t none_yet = {.mask = zero};
    droplet_cursor_t* const cursor = null ? NULL : &none_yet;
    const float *const residual = x, *const branch = x;
    uint32_t* const kept = indices;
    const droplet_tile_t tile = {.rows = 1, .row_length = 1};
    const droplet_features_t features = first;
    const droplet_tensor_t tensor = locked;
    const droplet_path_options_t options = path_default;
    const droplet_share_t share = {.index = 0, .count = 1};
    const droplet_joins_t joins = {.samples = 1, .joins = 1, .inputs = 1, .path = 2};
    const float* const inputs[] = {x};
    const droplet_blocks_t blocks = {.samples = 1, .channels = 1, .height = 1, .width = 1};
    droplet_scale_t factor = droplet_kept_factor(mask, options);
    const int refusal = null ? DROPLET_BAD_DESCRIPTOR : DROPLET_BAD_PROBABILITY;
    /* What takes no descriptor is given a factor, a mode or a path that there is not. */
#define EXPECT_REFUSED(name, kind, arguments)                                         \
  EXPECT(droplet_##name arguments ==                                                  \
         (strstr(#arguments, "mask") == NULL && strstr(#arguments, "rate") == NULL && \
                  strstr(#arguments, "cursor") == NULL                                \
              ? DROPLET_BAD_OPTION                                                    \
              : refusal));
    DROPLET_OPERATIONS(EXPECT_REFUSED)
  }
  for (uint8_t layout = 255; layout > 1; --layout) {
    const droplet_features_t none = {.samples = 1, .channels = 1, .inner = 1, .layout = layout};
    const droplet_features_t empty = {.samples = 0, .channels = 1, .inner = 1, .layout = layout};
    EXPECT(droplet_feature_dropout(&d, x, y, none) == DROPLET_BAD_OPTION);
    EXPECT(droplet_feature_alpha_dropout(&d, x, y, none) == DROPLET_BAD_OPTION);
    EXPECT(droplet_feature_alpha_dropout_backward(&d, x, y, empty) == DROPLET_BAD_OPTION);
    EXPECT(droplet_feature_dropout(&zero, x, y, none) == DROPLET_BAD_PROBABILITY);
  }
  EXPECT(droplet_dropout(&d, NULL, y, n, NULL) == DROPLET_NULL_BUFFER);
  EXPECT(droplet_dropout(&d, x, y, SIZE_MAX / 2, NULL) == DROPLET_BAD_SIZE);
  EXPECT(droplet_dropout(&d, x, x + 1, n - 1, NULL) == DROPLET_OVERLAP);
  d.mode = DROPLET_INFERENCE;
  fill();
  EXPECT(droplet_dropout(&d, x, y, n, NULL) == DROPLET_OK && memcmp(x, y, sizeof x) == 0);
  return NULL;
}
