/* SPDX-License-Identifier: MIT
 *
 * Whether buffers of the compiler's own half and bfloat16 give what Droplet's types give. */
#ifndef DROPLET_TESTS_PACKAGING_FLAGS_OWN_TYPES_H
#define DROPLET_TESTS_PACKAGING_FLAGS_OWN_TYPES_H

#include "droplet/droplet.h"

#ifdef __cplusplus
extern "C" {
#endif
int own_types_in_c(const droplet_mask_t* mask);
#ifdef __cplusplus
}
int own_types_in_cpp(const droplet_mask_t& mask);
#endif

#endif
