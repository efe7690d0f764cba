// SPDX-License-Identifier: MIT
//
// What check-symbols must catch, one violation a build: PLANT is its number.
#include <cmath>
#include <cstdlib>

#if PLANT == 1
void* planted(std::size_t n) { return std::malloc(n); }
#elif PLANT == 2
int planted_counter;
int planted() { return ++planted_counter; }
#elif PLANT == 3
void planted(int n) {
  if (n != 0) throw n;
}
#elif PLANT == 4
double planted(double x) { return std::exp(x); }
#elif PLANT == 5
int planted_start = std::rand();
#elif PLANT == 6  // compiled with -funwind-tables
int planted(int (*f)()) { return f() + 1; }
#elif PLANT == 7  // compiled with -fexceptions
int planted(int (*f)()) {
  try {
    return f();
  } catch (...) {
    return 0;
  }
}
#endif
