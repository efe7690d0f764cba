// SPDX-License-Identifier: MIT
#include "machine.hpp"

#if defined(__linux__)
#include <sched.h>
#endif
#if defined(__APPLE__)
#include <sys/sysctl.h>
#endif
#if defined(__x86_64__)
#include <cpuid.h>
#endif
#include <string.h>

#include <cstdio>

namespace {

#if defined(__x86_64__)
// " label:" and the registers of CPUID's leaves as text.
void add_leaves(std::string& words, const char* label, unsigned first, unsigned last,
                const int (&order)[4]) {
  words += label;
  for (unsigned leaf = first; leaf <= last; ++leaf) {
    unsigned r[4] = {};
    __cpuid(leaf, r[0], r[1], r[2], r[3]);
    for (int at : order) {
      if (at >= 0) words.append(reinterpret_cast<const char*>(&r[at]), sizeof r[at]);
    }
  }
}
#endif

void add_line(std::string& words, const char* label, const char* path) {
  char line[256] = "";
  std::FILE* file = std::fopen(path, "r");
  if (file == nullptr) return;
  if (std::fgets(line, sizeof line, file) != nullptr) words += label + std::string(line);
  std::fclose(file);
}

}  // namespace

std::string bench::words_of_machine() {
  std::string words;
#if defined(__x86_64__)
  add_leaves(words, " vendor:", 0, 0, {1, 3, 2, -1});
  add_leaves(words, " hypervisor:", 0x40000000u, 0x40000000u, {1, 2, 3, -1});
  unsigned most = 0, unused[3];
  __cpuid(0x80000000u, most, unused[0], unused[1], unused[2]);
  if (most >= 0x80000004u) add_leaves(words, " brand:", 0x80000002u, 0x80000004u, {0, 1, 2, 3});
#endif
#if defined(__APPLE__)
  int translated = 0;
  size_t size = sizeof translated;
  if (sysctlbyname("sysctl.proc_translated", &translated, &size, nullptr, 0) == 0 && translated)
    words += " translated";
#endif
  // The name that Linux has for this process is QEMU's, where that runs it.
  add_line(words, " process:", "/proc/self/comm");
  add_line(words, " midr:", "/sys/devices/system/cpu/cpu0/regs/identification/midr_el1");
  for (char& c : words) c = c == '\0' ? ' ' : c;
  return words;
}

const char* bench::emulator_in(const std::string& words) {
  static constexpr struct {
    const char* sign;
    const char* emulator;
  } known[] = {
      {" hypervisor:TCGTCGTCGTCG", "QEMU"},
      {" process:qemu-", "QEMU"},
      {" midr:0x00000000000f051", "QEMU"},  // its CPU `max`, which under KVM is the host's
      {" vendor:VirtualApple", "Rosetta"},
      {" brand:VirtualApple", "Rosetta"},
      {" translated", "Rosetta"},
      {" brand:Box64", "box64"},
      {" hypervisor:FEXIFEXIEMU", "FEX"},
      {" vendor:MicrosoftXTA", "Windows' emulation of x86"},
      {" vendor:Virtual CPU", "Windows' emulation of x86"},
  };
  for (const auto& entry : known) {
    if (words.find(entry.sign) != std::string::npos) return entry.emulator;
  }
  return nullptr;
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
