// SPDX-License-Identifier: MIT
//
// Compiled once an ISA, with DROPLET_ISA and its flags, and once without, for of().
#include "limits.hpp"

#if defined(DROPLET_ISA)

#include <cstdint>
#include <cstring>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include "droplet/bfloat16.h"
#include "droplet/half.h"

namespace limits {
namespace DROPLET_ISA {

// x may be y, of which the compiler is told no more than that a vector at a time is right. Four
// vectors a jump: with one, jumps and not stores are the limit where another thread shares the core
// (2,048 elements took 97 ns or 190, from one second to the next; with four 95 to 110).
#if defined(__clang__)
#define EACH_ALONE _Pragma("clang loop vectorize(assume_safety) interleave_count(4)")
#else
#define EACH_ALONE _Pragma("GCC ivdep") _Pragma("GCC unroll 4")
#endif

void scale(const float* x, float* y, std::size_t n, float s) {
  EACH_ALONE
  for (std::size_t i = 0; i < n; ++i) y[i] = s * x[i];
}

void add_scaled(const float* x, float* y, std::size_t n, float s) {
  EACH_ALONE
  for (std::size_t i = 0; i < n; ++i) y[i] = y[i] + s * x[i];
}

#include "type_limits.hpp"

}  // namespace DROPLET_ISA
}  // namespace limits

#else

#include <cstdlib>

namespace limits {

#define DROPLET_DECLARE_KEPT(name) void kept_##name(const void*, void*, std::size_t);
#define DROPLET_ISA_ENTRY(isa, runs_here)                    \
  namespace isa {                                            \
  void scale(const float*, float*, std::size_t, float);      \
  void add_scaled(const float*, float*, std::size_t, float); \
  DROPLET_KEPT_LIMITS(DROPLET_DECLARE_KEPT)                  \
  }
#include "isas.def"
DROPLET_ISA_ENTRY(native, true)
#undef DROPLET_ISA_ENTRY

Limits of(const std::string& name) {
#define DROPLET_NAMED(what) {#what, kept_##what},
#define DROPLET_ISA_ENTRY(isa, runs_here)                                       \
  if (name == #isa) {                                                           \
    using namespace isa;                                                        \
    return {isa::scale, isa::add_scaled, {DROPLET_KEPT_LIMITS(DROPLET_NAMED)}}; \
  }
#include "isas.def"
  DROPLET_ISA_ENTRY(native, true)
#undef DROPLET_ISA_ENTRY
  std::abort();
}

}  // namespace limits

#endif
