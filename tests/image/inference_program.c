/* SPDX-License-Identifier: MIT
 *
 * For C callers: every operation that inference leaves the identity, on each type, in place, as
 * a function to disassemble. */
#include "droplet/droplet.h"
#include "ops.def"

/* It knows no element type. */
#define droplet_and_mask_f16 droplet_and_mask
#define droplet_and_mask_bf16 droplet_and_mask

#define IN_PLACE_drops(name, arguments, suffix)                                               \
  droplet_status_t in_place_c_##name##suffix(const droplet_mask_t* mask, void* x, size_t n);  \
  droplet_status_t in_place_c_##name##suffix(const droplet_mask_t* mask, void* x, size_t n) { \
    void* const y = x;                                                                        \
    droplet_cursor_t at = {.mask = *mask}, *const cursor = &at;                               \
    uint8_t* const bits = NULL;                                                               \
    const droplet_path_options_t options = {.batch = false};                                  \
    const droplet_quantization_t quantization = {.zero_point = 0};                            \
    const int32_t zero_point = 0;                                                             \
    const droplet_rows_t rows = {.rows = n, .row_length = n};                                 \
    const droplet_tile_t tile = {.rows = n, .row_length = n};                                 \
    const droplet_features_t features = {.samples = n, .channels = n, .inner = n};            \
    const droplet_share_t share = {.index = 0, .count = 1};                                   \
    const droplet_tensor_t tensor = {.dimensions = 2, .size = {n, n}, .noise = {1}};          \
    (void)y, (void)bits, (void)cursor, (void)options, (void)quantization, (void)zero_point;   \
    (void)rows, (void)tile, (void)features, (void)share, (void)tensor;                        \
    return droplet_##name##suffix arguments;                                                  \
  }
#define IN_PLACE_does_more(name, arguments, suffix)
#define IN_PLACE(name, kind, arguments, T, suffix) IN_PLACE_##kind(name, arguments, suffix)
DROPLET_OPERATIONS_ON_TYPES(IN_PLACE)

#undef IN_PLACE_drops
#define IN_PLACE_drops(name, arguments, suffix) in_place_c_##name##suffix,
typedef droplet_status_t in_place(const droplet_mask_t*, void*, size_t);
extern in_place* const volatile c_identities[]; /* all of them stay functions */
in_place* const volatile c_identities[] = {DROPLET_OPERATIONS_ON_TYPES(IN_PLACE)};
