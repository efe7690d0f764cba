// SPDX-License-Identifier: MIT
//
// Which kernels run. Where one ISA is compiled in `kernels()` is an empty object and every call is
// direct; where several are, it is the table of the best one that this CPU runs.
#ifndef DROPLET_SRC_ISA_HPP
#define DROPLET_SRC_ISA_HPP

#include "kernels.hpp"

// A build system names the ISAs; without a word from it the compiler's own flags do.
#if !defined(DROPLET_MANY_ISAS) && !defined(DROPLET_ONE_ISA)
#if defined(__AVX512DQ__)
#define DROPLET_HAVE_AVX512
#elif defined(__AVX2__)
#define DROPLET_HAVE_AVX2
#elif defined(__ARM_NEON)
#define DROPLET_HAVE_NEON
#elif defined(__clang__) && (__ARM_FEATURE_MVE & 2)
#define DROPLET_HAVE_HELIUM
#else
#define DROPLET_HAVE_SCALAR
#endif
#endif

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

#define DROPLET_ISA_ENTRY(isa, runs_here) DROPLET_DECLARE_KERNELS(isa)
#include "isas.def"
#undef DROPLET_ISA_ENTRY

// Where a microcontroller's ISA is all there is, nothing is gained by drawing and applying at once,
// an image need not hold it, and stack is short.
#if (defined(DROPLET_HAVE_SCALAR) || defined(DROPLET_HAVE_HELIUM)) && !defined(DROPLET_MANY_ISAS)
constexpr bool microcontroller = true;
#else
constexpr bool microcontroller = false;
#endif
#if defined(DROPLET_HAVE_SCALAR) && !defined(DROPLET_MANY_ISAS)
constexpr bool scalar_alone = true;
#else
constexpr bool scalar_alone = false;
#endif

#if defined(DROPLET_MANY_ISAS)

struct Kernels {
  using Of = KernelsOf<scalar>;
  const char* name;
  bool (*runs_here)() noexcept;
#if !defined(DROPLET_INFERENCE_ONLY)
  decltype(&Of::draw_stripe) draw_stripe;
  decltype(&Of::dropout) dropout;
#endif
  decltype(&Of::apply_mask) apply_mask;
  decltype(&Of::apply_affine) apply_affine;
  decltype(&Of::scale) scale;
  decltype(&Of::add_scaled) add_scaled;
};

// The ISAs compiled in, best first.
struct Isas {
  const Kernels* first;
  std::size_t count;
};
Isas compiled_isas() noexcept;

// Alone in its object file, so that a program which names the ISA itself, a test or a benchmark,
// may define it instead.
const Kernels& kernels() noexcept;
using KernelsHandle = const Kernels&;

#else

#define DROPLET_ISA_ENTRY(isa, runs_here)       \
  struct Kernels : KernelsOf<isa> {           \
    static constexpr const char* name = #isa; \
  };
#include "isas.def"
#undef DROPLET_ISA_ENTRY

constexpr Kernels kernels() noexcept { return {}; }
using KernelsHandle = Kernels;

#endif

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
