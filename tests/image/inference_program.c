/* SPDX-License-Identifier: MIT
 *
 * For C callers: every operation that inference leaves the identity, in place, as a function to
 * disassemble. */
#include "droplet/droplet.h"
#include "ops.def"

#define IN_PLACE_drops(name, arguments)                                                \
  droplet_status_t in_place_c_##name(const droplet_mask_t* mask, float* x, size_t n);  \
  droplet_status_t in_place_c_##name(const droplet_mask_t* mask, float* x, size_t n) { \
    float* const y = x;                                                                \
    uint8_t* const bits = NULL;                                                        \
    const droplet_path_options_t options = {.batch = false};                           \
    const droplet_rows_t rows = {.rows = n, .row_length = n};                          \
    const droplet_tile_t tile = {.rows = n, .row_length = n};                          \
    const droplet_features_t features = {.samples = n, .channels = n, .inner = n};     \
    (void)bits, (void)options, (void)rows, (void)tile, (void)features;                 \
    return droplet_##name arguments;                                                   \
  }
#define IN_PLACE_does_more(name, arguments)
#define IN_PLACE(name, kind, arguments) IN_PLACE_##kind(name, arguments)
DROPLET_OPERATIONS(IN_PLACE)

#undef IN_PLACE_drops
#define IN_PLACE_drops(name, arguments) in_place_c_##name,
typedef droplet_status_t in_place(const droplet_mask_t*, float*, size_t);
extern in_place* const volatile c_identities[]; /* all of them stay functions */
in_place* const volatile c_identities[] = {DROPLET_OPERATIONS(IN_PLACE)};
