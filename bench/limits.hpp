// SPDX-License-Identifier: MIT
//
// What a machine can do at best, built with each ISA's own flags.
#ifndef DROPLET_BENCH_LIMITS_HPP
#define DROPLET_BENCH_LIMITS_HPP

#include <cstddef>
#include <string>

namespace limits {

struct Limits {
  void (*scale)(const float* x, float* y, std::size_t n, float s);       // y = s * x
  void (*add_scaled)(const float* x, float* y, std::size_t n, float s);  // y = y + s * x
};

// `isa` is one that is compiled in, or "native", by the flags of this very CPU.
Limits of(const std::string& isa);

}  // namespace limits

#endif
