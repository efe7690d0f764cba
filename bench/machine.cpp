// SPDX-License-Identifier: MIT
#include "machine.hpp"

#if defined(__linux__)
#include <sched.h>
#endif
#if defined(__x86_64__)
#include <cpuid.h>
#else
#include <stdio.h>
#endif
#include <string.h>

const char* bench::emulator() {
#if defined(__x86_64__)
  // The leaf in which hypervisors name themselves; QEMU's own emulation does.
  unsigned a = 0, name[4] = {};
  __cpuid(0x40000000u, a, name[0], name[1], name[2]);
  return memcmp(name, "TCGTCGTCGTCG", 12) == 0 ? "QEMU" : nullptr;
#else
  // The name that Linux has for this process is the emulator's.
  char name[64] = "";
  FILE* file = fopen("/proc/self/comm", "r");
  if (file == nullptr) return nullptr;
  if (fgets(name, sizeof name, file) == nullptr) name[0] = 0;
  fclose(file);
  return strncmp(name, "qemu-", 5) == 0 ? "QEMU" : nullptr;
#endif
}

int bench::pin() {
#if defined(__linux__)
  const int cpu = sched_getcpu();
  cpu_set_t set;
  CPU_ZERO(&set);
  if (cpu < 0) return -1;
  CPU_SET(static_cast<unsigned>(cpu), &set);
  return sched_setaffinity(0, sizeof set, &set) == 0 ? cpu : -1;
#else
  return -1;
#endif
}
