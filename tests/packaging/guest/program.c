/* SPDX-License-Identifier: MIT
 *
 * Two parts with Droplet in them give the same. */
#include <stdio.h>
#include <string.h>

int part(float* x, size_t n);
int dependency(float* x, size_t n);

int main(void) {
  float x[100], y[100];
  int i;
  for (i = 0; i < 100; ++i) x[i] = y[i] = (float)i;
  if (part(x, 100) != 0 || dependency(y, 100) != 0) return 1;
  puts(memcmp(x, y, sizeof x) == 0 ? "the same" : "not the same");
  return 0;
}
