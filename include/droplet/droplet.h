/* SPDX-License-Identifier: MIT
 *
 * Droplet's C interface (C11): the functions of droplet.hpp, which documents them. It links with a
 * plain C compiler. Sizes count elements; `bits` are a stored mask: 1 bit an element, least
 * significant bit first, 1 = kept. */
#ifndef DROPLET_DROPLET_H
#define DROPLET_DROPLET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "droplet/rate.h"

/* A static Droplet is no part of the interface of what it is linked into: two plug-ins in a process
 * each call their own. With DROPLET_SHARED, defined for the library and for its users, the
 * functions are exported. */
#if defined(DROPLET_SHARED)
#define DROPLET_API __attribute__((visibility("default")))
#else
#define DROPLET_API __attribute__((visibility("hidden")))
#endif
#define DROPLET_NODISCARD __attribute__((warn_unused_result)) DROPLET_API

#ifdef __cplusplus
#define DROPLET_NOEXCEPT noexcept
extern "C" {
#else
#define DROPLET_NOEXCEPT
#endif

/* An int, not the enumeration, whose size depends on -fshort-enums. */
typedef int droplet_status;
enum {
  DROPLET_OK = 0,
  DROPLET_BAD_DESCRIPTOR = 1,  /* null, or bytes that no rate or mode has */
  DROPLET_UNKNOWN_FORMAT = 2,  /* of a mask that this release does not draw */
  DROPLET_BAD_PROBABILITY = 3, /* outside [0, 1], NaN, or never set */
  DROPLET_BAD_OPTION = 4,      /* a layout that does not exist */
  DROPLET_BAD_SIZE = 5, /* bytes overflow size_t, a count does not fit, or it is not the mask's */
  DROPLET_NULL_BUFFER = 6,
  DROPLET_OVERLAP = 7 /* of two buffers in part, or of a mask and its data */
};

enum { DROPLET_TRAIN = 0, DROPLET_INFERENCE = 1 }; /* modes */

enum { DROPLET_CHANNELS_FIRST = 0, DROPLET_CHANNELS_LAST = 1 }; /* layouts */

/* Describes a mask, 32 bytes: see droplet::Mask. */
typedef struct droplet_mask_t {
  droplet_rate_t rate;
  uint8_t mode;
  uint8_t reserved[3];
  uint64_t key;
  uint64_t first;
} droplet_mask_t;

/* All zero: the default. */
typedef struct droplet_path_options {
  bool batch;    /* one decision for all rows, else one a row */
  bool unscaled; /* surviving rows stay as they are, else they are multiplied by 1 / keep */
} droplet_path_options;

/* A sentence for people, never null, for a droplet_status and for any other number. */
DROPLET_API const char* droplet_describe(droplet_status status) DROPLET_NOEXCEPT;
DROPLET_API const char* droplet_isa_name(void) DROPLET_NOEXCEPT;

/* A rate computed at run time; not valid where p is outside [0, 1] or NaN. */
DROPLET_API droplet_rate_t droplet_rate(double drop_probability) DROPLET_NOEXCEPT;
/* Whether an operation takes it; a null pointer is not valid, and its keep probability 0. */
DROPLET_API bool droplet_rate_valid(const droplet_rate_t* rate) DROPLET_NOEXCEPT;
DROPLET_API double droplet_rate_keep(const droplet_rate_t* rate) DROPLET_NOEXCEPT;
DROPLET_API uint64_t droplet_fold_in(uint64_t key, uint64_t data) DROPLET_NOEXCEPT;

DROPLET_NODISCARD droplet_status droplet_dropout(const droplet_mask_t* mask, const float* x,
                                                 float* y, size_t n,
                                                 uint8_t* bits_or_null) DROPLET_NOEXCEPT;
DROPLET_NODISCARD droplet_status droplet_fill_mask(const droplet_mask_t* mask, uint8_t* bits,
                                                   size_t n) DROPLET_NOEXCEPT;
DROPLET_NODISCARD droplet_status droplet_apply_mask(const droplet_rate_t* rate, const uint8_t* bits,
                                                    const float* x, float* y,
                                                    size_t n) DROPLET_NOEXCEPT;
DROPLET_NODISCARD droplet_status droplet_drop_path(const droplet_mask_t* mask, const float* x,
                                                   float* y, size_t rows, size_t row_length,
                                                   droplet_path_options options) DROPLET_NOEXCEPT;
DROPLET_NODISCARD droplet_status droplet_drop_path_add(
    const droplet_mask_t* mask, const float* residual, const float* branch, float* y, size_t rows,
    size_t row_length, droplet_path_options options) DROPLET_NOEXCEPT;
DROPLET_NODISCARD droplet_status droplet_kept_rows(const droplet_mask_t* mask, size_t rows,
                                                   uint32_t* kept, size_t* kept_count,
                                                   droplet_path_options options) DROPLET_NOEXCEPT;
DROPLET_NODISCARD droplet_status droplet_drop_path_scatter_add(
    const droplet_mask_t* mask, const float* residual, const float* branch, size_t kept_count,
    float* y, size_t rows, size_t row_length, droplet_path_options options) DROPLET_NOEXCEPT;
DROPLET_NODISCARD droplet_status droplet_feature_dropout(const droplet_mask_t* mask, const float* x,
                                                         float* y, size_t samples, size_t channels,
                                                         size_t inner,
                                                         uint8_t layout) DROPLET_NOEXCEPT;
DROPLET_NODISCARD droplet_status droplet_alpha_dropout(const droplet_mask_t* mask, const float* x,
                                                       float* y, size_t n) DROPLET_NOEXCEPT;
DROPLET_NODISCARD droplet_status droplet_alpha_dropout_backward(const droplet_mask_t* mask,
                                                                const float* grad_y, float* grad_x,
                                                                size_t n) DROPLET_NOEXCEPT;
DROPLET_NODISCARD droplet_status droplet_feature_alpha_dropout(const droplet_mask_t* mask,
                                                               const float* x, float* y,
                                                               size_t samples, size_t channels,
                                                               size_t inner,
                                                               uint8_t layout) DROPLET_NOEXCEPT;
DROPLET_NODISCARD droplet_status droplet_feature_alpha_dropout_backward(
    const droplet_mask_t* mask, const float* grad_y, float* grad_x, size_t samples, size_t channels,
    size_t inner, uint8_t layout) DROPLET_NOEXCEPT;

#ifdef __cplusplus
}
#endif

/* An initializer for a constant drop probability: see DROPLET_RATE. */
#define DROPLET_MASK(p, key) \
  { DROPLET_RATE(p), DROPLET_TRAIN, {0, 0, 0}, DROPLET_CAST_(uint64_t, key), 0 }

#endif
