// SPDX-License-Identifier: MIT
//
// Copies without unaligned accesses. Those of the C libraries make some, which would fault after
// board_trap_unaligned(1).
#include <stddef.h>
#include <stdint.h>

void* memcpy(void* restrict to, const void* restrict from, size_t n) {
  char* d = to;
  const char* s = from;
  if (((uintptr_t)d | (uintptr_t)s) % sizeof(uint32_t) == 0) {
    for (; n >= sizeof(uint32_t); n -= sizeof(uint32_t)) {
      *(uint32_t*)d = *(const uint32_t*)s;
      d += sizeof(uint32_t);
      s += sizeof(uint32_t);
    }
  }
  while (n-- != 0) *d++ = *s++;
  return to;
}

void* memmove(void* to, const void* from, size_t n) {
  char* d = to;
  const char* s = from;
  if ((uintptr_t)d - (uintptr_t)s >= n) return memcpy(to, from, n);
  while (n-- != 0) d[n] = s[n];
  return to;
}
