// SPDX-License-Identifier: MIT
//
// Which kernels run. Where one ISA is compiled in, Isa is an empty object and every call is direct;
// where several are, it is an index into a table for each kernel and Op, which the call alone
// refers to: a static program links no kernel that it does not call.
#ifndef DROPLET_SRC_KERNEL_ISA_HPP
#define DROPLET_SRC_KERNEL_ISA_HPP

#include "kernel/entries.hpp"

// A build system names the ISAs; where none does, the compiler's own flags do.
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

#define DROPLET_ISA_ENTRY(isa, runs_here) \
  struct isa;                             \
  namespace kernel {                      \
  DROPLET_DECLARE_ISA(isa)                \
  }
#include "isas.def"
#undef DROPLET_ISA_ENTRY

#if defined(DROPLET_HAVE_SCALAR) && !defined(DROPLET_MANY_ISAS)
constexpr bool scalar_alone = true;
#else
constexpr bool scalar_alone = false;
#endif
// Where nothing is gained by drawing and applying at once, an image need not hold it, and stack is
// short.
#if (defined(DROPLET_HAVE_SCALAR) || defined(DROPLET_HAVE_HELIUM)) && \
    !defined(DROPLET_MANY_ISAS) && UINTPTR_MAX <= 0xFFFFFFFF
constexpr bool microcontroller = true;
#else
constexpr bool microcontroller = false;
#endif

#if defined(DROPLET_MANY_ISAS)

// An index into tables that have the order of isas.def.
struct Isa {
  unsigned index;

  auto draw_stripe() const noexcept {
#define DROPLET_ISA_ENTRY(isa, runs_here) kernel::draw_stripe<isa>,
    static constexpr decltype(&kernel::draw_stripe<scalar>) table[] = {
#include "isas.def"
    };
#undef DROPLET_ISA_ENTRY
    return table[index];
  }
  template <class Op>
  auto apply() const noexcept {
#define DROPLET_ISA_ENTRY(isa, runs_here) kernel::apply<isa, Op>,
    static constexpr decltype(&kernel::apply<scalar, Op>) table[] = {
#include "isas.def"
    };
#undef DROPLET_ISA_ENTRY
    return table[index];
  }
  template <class Op>
  auto rows() const noexcept {
#define DROPLET_ISA_ENTRY(isa, runs_here) kernel::rows<isa, Op>,
    static constexpr decltype(&kernel::rows<scalar, Op>) table[] = {
#include "isas.def"
    };
#undef DROPLET_ISA_ENTRY
    return table[index];
  }
  template <class Op>
  auto draw_and_apply() const noexcept {
#define DROPLET_ISA_ENTRY(isa, runs_here) kernel::draw_and_apply<isa, Op>,
    static constexpr decltype(&kernel::draw_and_apply<scalar, Op>) table[] = {
#include "isas.def"
    };
#undef DROPLET_ISA_ENTRY
    return table[index];
  }
};

// Alone in its object file, so that a program which names the ISA itself, a test or a benchmark,
// may define it instead.
Isa chosen_isa() noexcept;

#else

#define DROPLET_ISA_ENTRY(isa, runs_here) using OnlyIsa = isa;
#include "isas.def"
#undef DROPLET_ISA_ENTRY

struct Isa {
  static constexpr unsigned index = 0;

  static constexpr auto draw_stripe() noexcept { return kernel::draw_stripe<OnlyIsa>; }
  template <class Op>
  static constexpr auto apply() noexcept {
    return kernel::apply<OnlyIsa, Op>;
  }
  template <class Op>
  static constexpr auto rows() noexcept {
    return kernel::rows<OnlyIsa, Op>;
  }
  template <class Op>
  static constexpr auto draw_and_apply() noexcept {
    return kernel::draw_and_apply<OnlyIsa, Op>;
  }
};

constexpr Isa chosen_isa() noexcept { return {}; }

#endif

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
