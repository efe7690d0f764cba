/* SPDX-License-Identifier: MIT
 *
 * Droplet's functions by name, for Python: in what a static Droplet is linked into they are
 * hidden. */
#include <string.h>

#include "droplet/droplet.h"
#include "ops.def"

typedef void (*function)(void);
__attribute__((visibility("default"))) function parity_function(const char* name);

static const struct {
  const char* name;
  function function;
} functions[] = {
/* clang-format off */
#define ROW(name) {#name, (function)droplet_##name},
#define ROW_OF_TYPE(T, suffix, name) ROW(name##suffix)
#define ROWS(name) DROPLET_EACH_FLOATING_TYPE(ROW_OF_TYPE, name)
    ROW(rate)
    ROW(isa_name)
    ROW(linear_decay_from_zero)
    ROW(fill_mask)
    ROW(sample_rows)
    ROW(fractal_mask)
    ROWS(dropout)
    ROWS(relu_dropout)
    ROWS(relu_dropout_backward)
    ROWS(bias_dropout_add)
    ROWS(bias_dropout_add_backward)
    ROWS(apply_mask)
    ROWS(apply_mask_by)
    ROW(drop_block_rate)
    ROW(drop_block_mask)
    ROW(mask_scale)
    ROWS(drop_path)
    ROWS(drop_path_add)
    ROWS(gather_rows)
    ROWS(scatter_add_rows)
    ROWS(fractal_join)
    ROWS(feature_dropout)
    ROWS(locked_dropout)
    ROWS(alpha_dropout)
    ROWS(alpha_dropout_backward)
    ROWS(feature_alpha_dropout)
    ROWS(feature_alpha_dropout_backward)
};
/* clang-format on */

function parity_function(const char* name) {
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; ++i) {
    if (strcmp(functions[i].name, name) == 0) return functions[i].function;
  }
  return NULL;
}
