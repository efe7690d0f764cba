/* SPDX-License-Identifier: MIT
 *
 * Golden masks, from the table that golden.inc is made of, and dropout by them. Prints the
 * instruction set. */
#include <stdio.h>
#include <string.h>

#include "droplet/droplet.h"

struct golden {
  double p;
  uint64_t key, first, n;
  const char* mask;
};

static const struct golden table[] = {
#include "golden.inc"
};
enum { most = 1024 };

static int differs(const struct golden* g) {
  static uint8_t bits[most / 8];
  static float x[most], y[most];
  char hex[most / 4 + 1] = "";
  droplet_mask_t mask = {.rate = droplet_rate(g->p), .key = g->key, .first = g->first};
  const size_t n = (size_t)g->n;
  if (droplet_fill_mask(&mask, bits, n) != DROPLET_OK) return 1;
  for (size_t i = 0; i < droplet_mask_bytes(n); ++i) sprintf(hex + 2 * i, "%02x", bits[i]);
  if (strcmp(hex, g->mask) != 0) return 2;
  for (size_t i = 0; i < n; ++i) x[i] = (float)i + 0.5f;
  if (droplet_dropout(&mask, x, y, n, NULL) != DROPLET_OK) return 3;
  for (size_t i = 0; i < n; ++i) {
    const float kept = (bits[i / 8] >> i % 8 & 1) != 0 ? x[i] * mask.rate.scale : 0.0f;
    if (memcmp(&y[i], &kept, sizeof kept) != 0) return 4;
  }
  return 0;
}

int main(void) {
  const size_t rows = sizeof table / sizeof *table;
  for (size_t i = 0; i < rows; ++i) {
    const int what = differs(&table[i]);
    if (what == 0) continue;
    printf("wrong (%d): p = %g, key %llu, %llu elements\n", what, table[i].p,
           (unsigned long long)table[i].key, (unsigned long long)table[i].n);
    return 1;
  }
  if (rows < 20) return 2;
  puts(droplet_isa_name());
  return 0;
}
