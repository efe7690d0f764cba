// SPDX-License-Identifier: MIT
#include "machine.hpp"

#if defined(__linux__)
#include <sched.h>
#endif
#if defined(__x86_64__)
#include <cpuid.h>
#include <string.h>
#else
#include <stdio.h>
#include <string.h>
#endif

const char* bench::emulator() {
#if defined(__x86_64__)
  // What a hypervisor says of itself; Bochs says who it is in the CPU's name.
  unsigned a = 0, text[13] = {};
  __cpuid(0x40000000u, a, text[0], text[1], text[2]);
  if (memcmp(text, "TCGTCGTCGTCG", 12) == 0) return "QEMU";
  for (unsigned i = 0; i < 3; ++i) {
    __cpuid(0x80000002u + i, text[4 * i], text[4 * i + 1], text[4 * i + 2], text[4 * i + 3]);
  }
  if (strstr(reinterpret_cast<const char*>(text), "QEMU") != nullptr) return "QEMU";
  return nullptr;
#else
  // qemu-user shows the host's CPUs: an x86's, under a program for another.
  char line[256];
  FILE* file = fopen("/proc/cpuinfo", "r");
  const char* found = nullptr;
  while (file != nullptr && fgets(line, sizeof line, file) != nullptr) {
    if (strncmp(line, "vendor_id", 9) == 0) found = "qemu-user";
  }
  if (file != nullptr) fclose(file);
  return found;
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
