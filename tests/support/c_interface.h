/* SPDX-License-Identifier: MIT
 *
 * The checks in c_interface.c, which is compiled as C11. */
#ifndef DROPLET_TESTS_SUPPORT_C_INTERFACE_H
#define DROPLET_TESTS_SUPPORT_C_INTERFACE_H

#include "droplet/droplet.h"

/* Constants whose rounding differs where the arithmetic does: ends, ties, expressions, floats. */
/* Each run of the formatter would move these lines. */
/* clang-format off */
#define C_INTERFACE_PROBABILITIES(ROW)                                                           \
  ROW(0.0) ROW(-0.0) ROW(1.0) ROW(0.1) ROW(0.9) ROW(0.5) ROW(1.0 / 3) ROW(1.1 - 0.6) ROW(0.1f)   \
  ROW(0x1p-44) ROW(0x1p-46) ROW(1 - 0x1p-44) ROW(1 - 0.5 * 0x1p-44) ROW(1 - 1.5 * 0x1p-44)       \
  ROW(1 - 2.5 * 0x1p-44) ROW(1 - 4294967295.5 * 0x1p-44) ROW(13.0 / 128)
/* clang-format on */

#ifdef __cplusplus
extern "C" {
#endif

/* Each: null, or the text of the expectation that was not met. */
const char* c_interface_layout(void);
const char* c_interface_initializers(void);
const char* c_interface_constants(void);
const char* c_interface_operations(void);
const char* c_interface_rows_and_channels(void);
const char* c_interface_errors(void);

#ifdef __cplusplus
}
#endif

#endif
