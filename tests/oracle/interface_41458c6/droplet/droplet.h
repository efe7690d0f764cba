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

inline droplet_path_options oracle_path_options_of_today(oracle_path_options then) {
  return {then.batch, !then.scale_by_keep};
}

DROPLET_NODISCARD inline droplet_status oracle_drop_path(const droplet_mask_t* d, const float* x,
                                                         float* y, size_t rows, size_t row_length,
                                                         oracle_path_options options) {
  return droplet_drop_path(d, x, y, rows, row_length, oracle_path_options_of_today(options));
}

DROPLET_NODISCARD inline droplet_status oracle_drop_path_add(const droplet_mask_t* d,
                                                             const float* residual,
                                                             const float* branch, float* y,
                                                             size_t rows, size_t row_length,
                                                             oracle_path_options options) {
  return droplet_drop_path_add(d, residual, branch, y, rows, row_length,
                               oracle_path_options_of_today(options));
}

DROPLET_NODISCARD inline droplet_status oracle_kept_rows(const droplet_mask_t* d, size_t rows,
                                                         uint32_t* kept, size_t* kept_count,
                                                         oracle_path_options options) {
  return droplet_kept_rows(d, rows, kept, kept_count, oracle_path_options_of_today(options));
}

DROPLET_NODISCARD inline droplet_status oracle_drop_path_scatter_add(
    const droplet_mask_t* d, const float* residual, const float* branch, size_t kept_count,
    float* y, size_t rows, size_t row_length, oracle_path_options options) {
  return droplet_drop_path_scatter_add(d, residual, branch, kept_count, y, rows, row_length,
                                       oracle_path_options_of_today(options));
}

#define droplet_path_options oracle_path_options
#define droplet_drop_path oracle_drop_path
#define droplet_drop_path_add oracle_drop_path_add
#define droplet_kept_rows oracle_kept_rows
#define droplet_drop_path_scatter_add oracle_drop_path_scatter_add

#endif
