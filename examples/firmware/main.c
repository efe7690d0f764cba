/* SPDX-License-Identifier: MIT
 *
 * Dropout in a firmware of one's own: one static buffer, forward and backward. The exit code says
 * what went wrong. */
#include <stddef.h>

#include "droplet/droplet.h"

enum { n = 256 };
static float x[n], grad[n];

int main(void) {
  const droplet_mask_t mask = DROPLET_MASK(0.5, droplet_fold_in(42, 1));
  for (int i = 0; i < n; ++i) x[i] = grad[i] = 1.0f;

  if (droplet_dropout(&mask, x, x, n, NULL) != DROPLET_OK) return 1;
  if (droplet_dropout(&mask, grad, grad, n, NULL) != DROPLET_OK) return 1;

  int kept = 0;
  for (int i = 0; i < n; ++i) {
    if (x[i] != grad[i]) return 2;
    if (x[i] != 0.0f) ++kept;
  }
  return kept == 122 ? 0 : 3; /* the same on every machine */
}
