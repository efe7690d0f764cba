// SPDX-License-Identifier: MIT
//
// emulated [WORDS...]: prints the emulator that this machine's words tell of, which the benchmark
// refuses, or "none"; and then that of each argument.
#include <cstdio>

#include "machine.hpp"

namespace {

void print(const std::string& words) {
  const char* emulator = bench::emulator_in(words);
  std::puts(emulator == nullptr ? "none" : emulator);
}

}  // namespace

int main(int count, char** arguments) {
  print(bench::words_of_machine());
  for (int i = 1; i < count; ++i) print(arguments[i]);
  return 0;
}
