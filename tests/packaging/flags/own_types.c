/* SPDX-License-Identifier: MIT
 *
 * Buffers of the compiler's own half, in C; own_types.cpp has every type. */
#include "own_types.h"

#include <string.h>

enum { n = 35 };

/* What its pointers give is what Droplet's give; y is read through one to const. */
#define DEFINE_SAME(name, own)                                                                \
  __extension__ typedef own name;                                                             \
  static int same_##name(const droplet_mask_t* mask) {                                        \
    static droplet_f16_t x[n], y[n];                                                          \
    static name own_x[n], own_y[n];                                                           \
    const name* const read = own_y;                                                           \
    for (int i = 0; i < n; ++i) x[i].bits = (uint16_t)(0x3F00 + i);                           \
    memcpy(own_x, x, sizeof x);                                                               \
    return droplet_dropout_f16(mask, x, y, n, NULL) == DROPLET_OK &&                          \
           droplet_dropout_f16(mask, DROPLET_F16(own_x), DROPLET_F16(own_y), n, NULL) ==      \
               DROPLET_OK &&                                                                  \
           memcmp(own_y, y, sizeof y) == 0 && DROPLET_F16(read)[n - 1].bits == y[n - 1].bits; \
  }
#if defined(__FLT16_MANT_DIG__)
DEFINE_SAME(float16, _Float16)
#else
#define same_float16(mask) 1
#endif
#if defined(__ARM_FP16_FORMAT_IEEE) || defined(__clang__)
DEFINE_SAME(fp16, __fp16)
#else
#define same_fp16(mask) 1
#endif

int own_types_in_c(const droplet_mask_t* mask) {
  return droplet_rate_valid(&mask->rate) && same_float16(mask) && same_fp16(mask);
}
