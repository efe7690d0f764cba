/* SPDX-License-Identifier: MIT
 *
 * Droplet's C interface (C11): droplet.hpp one to one, which has the full documentation. It links
 * with a plain C compiler. Sizes count elements; masks hold 1 bit an element, least significant bit
 * first, 1 = kept. */
#ifndef DROPLET_DROPLET_H
#define DROPLET_DROPLET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "droplet/version.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DROPLET_NODISCARD __attribute__((warn_unused_result))
#else
#define DROPLET_NODISCARD
#endif

typedef enum droplet_status {
  DROPLET_OK = 0,
  DROPLET_BAD_PROBABILITY = 1,
  DROPLET_NULL_BUFFER = 2,
  DROPLET_BAD_SIZE = 3,
  DROPLET_OVERLAP = 4
} droplet_status;

enum { DROPLET_TRAIN = 0, DROPLET_INFERENCE = 1 }; /* modes */

enum { DROPLET_CHANNELS_FIRST = 0, DROPLET_CHANNELS_LAST = 1 }; /* layouts */

/* A drop probability: see droplet::Rate. All zero: not valid. */
typedef struct droplet_rate_t {
  uint32_t fraction;
  uint16_t digits;
  uint8_t format;
  uint8_t reserved;
  float scale;
} droplet_rate_t;

/* The replay descriptor, 32 bytes: see droplet::Dropout. */
typedef struct droplet_dropout_t {
  droplet_rate_t rate;
  uint8_t mode;
  uint8_t reserved[3];
  uint64_t key;
  uint64_t first;
} droplet_dropout_t;

/* Initializers. With a constant drop probability DROPLET_RATE costs no floating-point code on the
 * device; adding and taking away 2^52 rounds to an integer, half to even. */
#define DROPLET_VALID_(p) ((p) >= 0.0 && (p) <= 1.0)
#define DROPLET_KEEP_UNITS_(p) ((1.0 - (DROPLET_VALID_(p) ? (p) : 1.0)) * 0x1p44 + 0x1p52 - 0x1p52)
#define DROPLET_RATE(p)                                                                \
  {                                                                                    \
    (uint32_t)((uint64_t)DROPLET_KEEP_UNITS_(p) & 0xFFFFFFFFu),                        \
        (uint16_t)((uint64_t)DROPLET_KEEP_UNITS_(p) >> 32),                            \
        DROPLET_VALID_(p) ? DROPLET_MASK_FORMAT : 0, 0,                                \
        DROPLET_KEEP_UNITS_(p) > 0.0 ? (float)(0x1p44 / DROPLET_KEEP_UNITS_(p)) : 0.0f \
  }
#define DROPLET_DROPOUT(p, key) \
  { DROPLET_RATE(p), DROPLET_TRAIN, {0, 0, 0}, (key), 0 }

typedef struct droplet_path_options {
  bool batch;         /* one decision for all rows */
  bool scale_by_keep; /* surviving rows are multiplied by 1 / keep */
} droplet_path_options;
#define DROPLET_PATH_DEFAULT \
  { false, true }

const char* droplet_describe(droplet_status status);
const char* droplet_isa_name(void);

/* A rate computed at run time; not valid where p is outside [0, 1] or NaN. */
droplet_rate_t droplet_rate(double drop_probability);
bool droplet_rate_valid(const droplet_rate_t* rate);
double droplet_rate_keep(const droplet_rate_t* rate);
uint64_t droplet_fold_in(uint64_t key, uint64_t data);

DROPLET_NODISCARD droplet_status droplet_dropout(const droplet_dropout_t* d, const float* x,
                                                 float* y, size_t n, uint8_t* mask_or_null);
DROPLET_NODISCARD droplet_status droplet_fill_mask(const droplet_dropout_t* d, uint8_t* mask,
                                                   size_t n);
DROPLET_NODISCARD droplet_status droplet_apply_mask(const droplet_rate_t* rate, const uint8_t* mask,
                                                    const float* x, float* y, size_t n);
DROPLET_NODISCARD droplet_status droplet_drop_path(const droplet_dropout_t* d, const float* x,
                                                   float* y, size_t rows, size_t row_length,
                                                   droplet_path_options options);
DROPLET_NODISCARD droplet_status droplet_drop_path_add(const droplet_dropout_t* d,
                                                       const float* residual, const float* branch,
                                                       float* y, size_t rows, size_t row_length,
                                                       droplet_path_options options);
DROPLET_NODISCARD droplet_status droplet_kept_rows(const droplet_dropout_t* d, size_t rows,
                                                   uint32_t* kept, size_t* kept_count,
                                                   droplet_path_options options);
DROPLET_NODISCARD droplet_status droplet_drop_path_scatter_add(
    const droplet_dropout_t* d, const float* residual, const float* branch, size_t kept_count,
    float* y, size_t rows, size_t row_length, droplet_path_options options);
DROPLET_NODISCARD droplet_status droplet_feature_dropout(const droplet_dropout_t* d, const float* x,
                                                         float* y, size_t samples, size_t channels,
                                                         size_t inner, uint8_t layout);
DROPLET_NODISCARD droplet_status droplet_alpha_dropout(const droplet_dropout_t* d, const float* x,
                                                       float* y, size_t n);
DROPLET_NODISCARD droplet_status droplet_alpha_dropout_backward(const droplet_dropout_t* d,
                                                                const float* grad_y, float* grad_x,
                                                                size_t n);
DROPLET_NODISCARD droplet_status droplet_feature_alpha_dropout(const droplet_dropout_t* d,
                                                               const float* x, float* y,
                                                               size_t samples, size_t channels,
                                                               size_t inner, uint8_t layout);
DROPLET_NODISCARD droplet_status droplet_feature_alpha_dropout_backward(
    const droplet_dropout_t* d, const float* grad_y, float* grad_x, size_t samples, size_t channels,
    size_t inner, uint8_t layout);

#ifdef __cplusplus
}
#endif

#endif
