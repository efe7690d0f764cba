/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "droplet/droplet.h"

/* What a layer keeps: the drop probability, and a key that no other layer has. */
static const droplet_mask_t layer = DROPLET_MASK(0.5, 42);

int main(void) {
  float x[6] = {1, 2, 3, 4, 5, 6}, grad[6] = {1, 1, 1, 1, 1, 1};

  const droplet_mask_t mask = droplet_at(&layer, 6);               /* at training step 6 */
  droplet_status_t status = droplet_dropout(&mask, x, x, 6, NULL); /* forward */
  if (status == DROPLET_OK) status = droplet_dropout(&mask, grad, grad, 6, NULL); /* backward */
  if (status != DROPLET_OK) {
    fprintf(stderr, "%s\n", droplet_describe(status));
    return 1;
  }
  for (int i = 0; i < 6; ++i) printf("x %4.1f  grad %3.1f\n", (double)x[i], (double)grad[i]);
  return 0;
}
