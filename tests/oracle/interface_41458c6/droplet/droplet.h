// SPDX-License-Identifier: MIT
//
// Today's C interface under the names and with the meanings that it had at commit 41458c6, so that
// oracle.cpp compiles as it was written.
#ifndef DROPLET_TESTS_ORACLE_INTERFACE_41458C6_H
#define DROPLET_TESTS_ORACLE_INTERFACE_41458C6_H

#include_next "droplet/droplet.h"

using droplet_dropout_t = droplet_mask_t;

struct oracle_path_options {
  bool batch, scale_by_keep;
};

inline droplet_path_options_t oracle_path_options_of_today(oracle_path_options then) {
  droplet_path_options_t options;
  options.batch = then.batch;
  options.unscaled = !then.scale_by_keep;
  return options;
}

inline droplet_rows_t oracle_rows(size_t count, size_t row_length) {
  droplet_rows_t rows;
  rows.rows = count;
  rows.row_length = row_length;
  return rows;
}

inline droplet_features_t oracle_features(size_t samples, size_t channels, size_t inner,
                                          uint8_t layout) {
  droplet_features_t features;
  features.samples = samples;
  features.channels = channels;
  features.inner = inner;
  features.layout = layout;
  return features;
}

DROPLET_NODISCARD inline droplet_status_t oracle_drop_path(const droplet_mask_t* d, const float* x,
                                                           float* y, size_t rows, size_t row_length,
                                                           oracle_path_options options) {
  return droplet_drop_path(d, x, y, oracle_rows(rows, row_length),
                           oracle_path_options_of_today(options));
}

DROPLET_NODISCARD inline droplet_status_t oracle_drop_path_add(const droplet_mask_t* d,
                                                               const float* residual,
                                                               const float* branch, float* y,
                                                               size_t rows, size_t row_length,
                                                               oracle_path_options options) {
  return droplet_drop_path_add(d, residual, branch, y, oracle_rows(rows, row_length),
                               oracle_path_options_of_today(options));
}

DROPLET_NODISCARD inline droplet_status_t oracle_kept_rows(const droplet_mask_t* d, size_t rows,
                                                           uint32_t* kept, size_t* kept_count,
                                                           oracle_path_options options) {
  return droplet_kept_rows(d, rows, kept, kept_count, oracle_path_options_of_today(options));
}

// The list is what kept_rows gives, and was not passed.
DROPLET_NODISCARD inline droplet_status_t oracle_drop_path_scatter_add(
    const droplet_mask_t* d, const float* residual, const float* branch, size_t kept_count,
    float* y, size_t rows, size_t row_length, oracle_path_options options) {
  static uint32_t kept[513];  // the most that it has
  size_t count = 0;
  if (rows > sizeof kept / sizeof kept[0]) return DROPLET_BAD_SIZE;
  const droplet_path_options_t today = oracle_path_options_of_today(options);
  const droplet_status_t status = droplet_kept_rows(d, rows, kept, &count, today);
  if (status != DROPLET_OK) return status;
  if (count != kept_count) return DROPLET_BAD_COUNT;
  return droplet_scatter_add_rows(kept, count, residual, branch, y, oracle_rows(rows, row_length),
                                  droplet_kept_factor(d, today));
}

#define ORACLE_FEATURES(name)                                                             \
  DROPLET_NODISCARD inline droplet_status_t oracle_##name(                                \
      const droplet_mask_t* d, const float* x, float* y, size_t samples, size_t channels, \
      size_t inner, uint8_t layout) {                                                     \
    return droplet_##name(d, x, y, oracle_features(samples, channels, inner, layout));    \
  }
ORACLE_FEATURES(feature_dropout)
ORACLE_FEATURES(feature_alpha_dropout)
ORACLE_FEATURES(feature_alpha_dropout_backward)

// In a build for inference alone the library's header defines these too.
#undef droplet_drop_path
#undef droplet_feature_dropout
#undef droplet_feature_alpha_dropout
#undef droplet_feature_alpha_dropout_backward
#define droplet_status droplet_status_t
#define droplet_path_options oracle_path_options
#define droplet_drop_path oracle_drop_path
#define droplet_drop_path_add oracle_drop_path_add
#define droplet_kept_rows oracle_kept_rows
#define droplet_drop_path_scatter_add oracle_drop_path_scatter_add
#define droplet_feature_dropout oracle_feature_dropout
#define droplet_feature_alpha_dropout oracle_feature_alpha_dropout
#define droplet_feature_alpha_dropout_backward oracle_feature_alpha_dropout_backward

#endif
