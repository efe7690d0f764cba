// SPDX-License-Identifier: MIT
//
// planted FAULT: makes a call that a sanitizer must report, in the library's own kernels. Ends with
// 3 where nothing stopped it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <thread>

#include "droplet/droplet.hpp"

using namespace droplet;

namespace {

constexpr size_t n = 1024;
const Mask mask{Rate{0.5}, Key{7}};

// On the heap, where what is behind a buffer is watched.
float* buffer(size_t elements) { return static_cast<float*>(calloc(elements, sizeof(float))); }

// By bytes: what AVX2 loads or stores under a mask is not watched.
void read_past_the_end() {
  auto* const x = static_cast<int8_t*>(calloc(1, n - 1));
  auto* const y = static_cast<int8_t*>(calloc(1, n));
  DROPLET_MUST(droplet_dropout_i8(&mask.c(), x, y, n, {}, nullptr));
}

void write_past_the_end() {
  DROPLET_MUST(droplet_dropout(&mask.c(), buffer(n), buffer(n - 1), n, nullptr));
}

// By the last bytes of a buffer: the thread sanitizer does not look at vectors of more than 16
// bytes.
void race() {
  auto* const x = static_cast<int8_t*>(calloc(1, n));
  auto* const y = static_cast<int8_t*>(calloc(1, n));
  const auto work = [=] { DROPLET_MUST(droplet_dropout_i8(&mask.c(), x, y, n - 3, {}, nullptr)); };
  std::thread other(work);
  work();
  other.join();
}

// By bytes: what AVX2 loads under a mask is taken for initialized.
void uninitialized() {
  auto* const x = static_cast<int8_t*>(malloc(n));
  auto* const y = static_cast<int8_t*>(calloc(1, n));
  DROPLET_MUST(droplet_dropout_i8(&mask.c(), x, y, n, {}, nullptr));
  int sum = 0;
  for (size_t i = 0; i < n; ++i) sum += y[i];
  if (sum > 0) puts("positive");
}

void misaligned() {
  char* const bytes = reinterpret_cast<char*>(buffer(n + 1)) + 1;
  auto* const y = reinterpret_cast<float*>(bytes);
  DROPLET_MUST(droplet_dropout(&mask.c(), y, y, n, nullptr));
}

// Of this file: the library has no wrap that is not meant.
void wrap() {
  volatile size_t none = 0;
  none = none - 1;
}

constexpr struct {
  const char* name;
  void (*run)();
} faults[] = {{"read_past_the_end", read_past_the_end},
              {"write_past_the_end", write_past_the_end},
              {"race", race},
              {"uninitialized", uninitialized},
              {"misaligned", misaligned},
              {"wrap", wrap}};

}  // namespace

int main(int, char** arguments) {
  for (const auto& fault : faults) {
    if (strcmp(fault.name, arguments[1]) == 0) {
      fault.run();
      puts("nothing was reported");
      return 3;
    }
  }
  printf("%s is none of the faults\n", arguments[1]);
  return 2;
}
