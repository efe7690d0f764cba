// SPDX-License-Identifier: MIT
//
// What stack.py must not let pass: a deep path, a call or a jump through a pointer, a recursion, a
// frame that grows with an argument.
#include <stddef.h>

namespace {

[[gnu::noinline]] int fill(volatile unsigned char* bytes, size_t n) {
  int sum = 0;
  for (size_t i = 0; i < n; ++i) sum += bytes[i];
  return sum;
}

[[gnu::noinline]] int half_of_it(int seed) {
  volatile unsigned char bytes[600] = {static_cast<unsigned char>(seed)};
  return fill(bytes, sizeof bytes);
}

}  // namespace

extern "C" int droplet_deep(int seed) {
  volatile unsigned char bytes[600] = {static_cast<unsigned char>(seed)};
  return fill(bytes, sizeof bytes) + half_of_it(seed);
}

extern "C" int droplet_by_pointer(int (*f)(int)) { return f(1) + 1; }

extern "C" int droplet_by_jump(int (*f)(int)) { return f(1); }

extern "C" [[gnu::noinline]] int droplet_recursive(int n) {
  volatile int kept = n;
  return n == 0 ? 0 : droplet_recursive(n - 1) * droplet_recursive(n - 2) + kept;
}

extern "C" int droplet_grows(size_t n) {
  auto* bytes = static_cast<volatile unsigned char*>(__builtin_alloca(n));
  bytes[0] = 1;
  return fill(bytes, n);
}
