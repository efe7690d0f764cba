/* SPDX-License-Identifier: MIT
 *
 * What c_interface.c, compiled as C11, has for c_interface_test.cpp. */
#ifndef DROPLET_TESTS_C_INTERFACE_H
#define DROPLET_TESTS_C_INTERFACE_H

#include "droplet/droplet.h"

#ifdef __cplusplus
extern "C" {
#endif

/* DROPLET_RATE of a value that is not constant. */
droplet_rate_t c_interface_macro_rate(double p);

/* Each: null, or the text of the expectation that was not met. */
const char* c_interface_layout(void);
const char* c_interface_initializers(void);
const char* c_interface_operations(void);
const char* c_interface_rows_and_channels(void);
const char* c_interface_errors(void);

#ifdef __cplusplus
}
#endif

#endif
