// SPDX-License-Identifier: MIT
//
// Prints the emulator that runs this, which the benchmark refuses, or "none".
#include <cstdio>

#include "machine.hpp"

int main() {
  const char* emulator = bench::emulator();
  std::puts(emulator == nullptr ? "none" : emulator);
  return 0;
}
