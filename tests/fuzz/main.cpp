// SPDX-License-Identifier: MIT
//
// Without libFuzzer: `fuzz_replay FILE...` runs each line of hexadecimal digits of the files,
// `fuzz_replay --random SECONDS SEED` inputs by chance.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "reference.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Input = std::vector<std::uint8_t>;

char running[1024];

// What faults says which input it was.
extern "C" void say(int signal) {
  (void)!write(2, running, std::strlen(running));
  if (signal != SIGABRT) (void)!write(2, "fault: a signal\n", 16);
  _exit(1);
}

void run(const Input& input) {
  std::string text = "input ";
  for (const std::uint8_t byte : input) {
    text += "0123456789abcdef"[byte / 16];
    text += "0123456789abcdef"[byte % 16];
  }
  std::snprintf(running, sizeof running, "%s\n", text.c_str());
  LLVMFuzzerTestOneInput(input.data(), input.size());
}

int replay(const char* path) {
  std::ifstream file(path);
  int count = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    Input input;
    for (std::size_t i = 0; i + 1 < line.size(); i += 2) {
      input.push_back(static_cast<std::uint8_t>(std::stoul(line.substr(i, 2), nullptr, 16)));
    }
    run(input);
    ++count;
  }
  return count;
}

void by_chance(double seconds, std::uint64_t seed) {
  const std::clock_t end = std::clock() + static_cast<std::clock_t>(seconds * CLOCKS_PER_SEC);
  Input input(128);
  while (std::clock() < end) {
    for (std::uint8_t& byte : input)
      byte = static_cast<std::uint8_t>(reference::mix64(seed += reference::G));
    run(input);
  }
}

}  // namespace

int main(int count, char** arguments) {
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) std::signal(signal, say);
  if (count == 4 && std::strcmp(arguments[1], "--random") == 0) {
    by_chance(std::strtod(arguments[2], nullptr), std::strtoull(arguments[3], nullptr, 10));
    return 0;
  }
  int inputs = 0;
  for (int i = 1; i < count; ++i) inputs += replay(arguments[i]);
  if (inputs == 0) std::fprintf(stderr, "no input: name a file of lines of hexadecimal digits\n");
  return inputs == 0 ? 1 : 0;
}
