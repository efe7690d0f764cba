// SPDX-License-Identifier: MIT
//
// What a machine can do at best, built with each ISA's own flags.
#ifndef DROPLET_BENCH_LIMITS_HPP
#define DROPLET_BENCH_LIMITS_HPP

#include <cstddef>
#include <map>
#include <string>

namespace limits {

// X(what): dropout of another type with nothing dropped (type_limits.hpp).
#define DROPLET_KEPT_LIMITS(X) \
  X(f16) X(bf16) X(i8) X(i16) X(i32) X(unscaled_i8) X(unscaled_i16) X(unscaled_i32)

struct Limits {
  void (*scale)(const float* x, float* y, std::size_t n, float s);       // y = s * x
  void (*add_scaled)(const float* x, float* y, std::size_t n, float s);  // y = y + s * x
  std::map<std::string, void (*)(const void* x, void* y, std::size_t n)> kept;
};

// `isa` is one that is compiled in, or "native", by the flags of this very CPU.
Limits of(const std::string& isa);

}  // namespace limits

#endif
