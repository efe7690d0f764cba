/* SPDX-License-Identifier: MIT
 *
 * consumer.cpp in C. */
#include <stdio.h>

#include "droplet/droplet.h"

int main(void) {
  const droplet_mask_t d = DROPLET_MASK(0.5, 42);
  float x[1000];
  int dropped = 0;
  for (int i = 0; i < 1000; ++i) x[i] = 1.0f;
  if (droplet_dropout(&d, x, x, 1000, NULL) != DROPLET_OK) return 1;
  for (int i = 0; i < 1000; ++i) dropped += x[i] == 0.0f ? 1 : 0;
#if defined(DROPLET_INFERENCE_ONLY)
  if (dropped != 0) return 2;
  puts("inference");
#else
  if (dropped < 400 || dropped > 600) return 2;
  puts("training");
#endif
  return 0;
}
