/* SPDX-License-Identifier: MIT */
#include "droplet/droplet.h"

int part(float* x, size_t n);
int part(float* x, size_t n) {
  const droplet_mask_t mask = DROPLET_MASK(0.5, 42);
  return droplet_dropout(&mask, x, x, n, NULL);
}
