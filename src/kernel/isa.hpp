// SPDX-License-Identifier: MIT
//
// Which kernels run. Where one ISA is compiled in, Isa is an empty object and every call is direct;
// where several are, it is an index into a table for each kernel and Op. Only the call refers to
// the table, so that a static program links no kernel that it does not call.
#ifndef DROPLET_SRC_KERNEL_ISA_HPP
#define DROPLET_SRC_KERNEL_ISA_HPP

#include "kernel/compiled_isas.hpp"
#include "kernel/entries.hpp"

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
// Where drawing and applying at once gains nothing, so that an image need not hold code for it, and
// stack is short.
#if (defined(DROPLET_HAVE_SCALAR) || defined(DROPLET_HAVE_HELIUM)) && \
    !defined(DROPLET_MANY_ISAS) && UINTPTR_MAX <= 0xFFFFFFFF
constexpr bool microcontroller = true;
#else
constexpr bool microcontroller = false;
#endif

// Whether an ISA may store past the caches.
#if defined(DROPLET_HAVE_AVX512) || defined(DROPLET_HAVE_AVX2) || defined(DROPLET_HAVE_SSE2)
constexpr bool may_pass_caches = true;
#else
constexpr bool may_pass_caches = false;
#endif

// Whether an ISA may have registers for all lanes, so that they stay there from stripe to stripe.
#if defined(DROPLET_HAVE_AVX512) || defined(DROPLET_HAVE_AVX2)
constexpr bool may_hold_lanes = true;
#else
constexpr bool may_hold_lanes = false;
#endif

// The kernels of entries.hpp.
#if defined(DROPLET_MANY_ISAS)

struct Isa {
  unsigned index;  // into tables that have the order of isas.def

  void draw_stripe(Generator& generator, const Threshold& t, uint64_t* words) const {
    static constexpr decltype(&kernel::draw_stripe<scalar>) table[] = {
#define DROPLET_ISA_ENTRY(isa, runs_here) kernel::draw_stripe<isa>,
#include "isas.def"
#undef DROPLET_ISA_ENTRY
    };
    table[index](generator, t, words);
  }
  void draw_stripes(Generator& generator, const Threshold& t, size_t stripes, uint8_t* bits) const {
    static constexpr decltype(&kernel::draw_stripes<scalar>) table[] = {
#define DROPLET_ISA_ENTRY(isa, runs_here) kernel::draw_stripes<isa>,
#include "isas.def"
#undef DROPLET_ISA_ENTRY
    };
    table[index](generator, t, stripes, bits);
  }
  template <class Op>
  void apply(const Op& op, size_t at, const uint8_t* bits, size_t n) const {
    static constexpr decltype(&kernel::apply<scalar, Op>) table[] = {
#define DROPLET_ISA_ENTRY(isa, runs_here) kernel::apply<isa, Op>,
#include "isas.def"
#undef DROPLET_ISA_ENTRY
    };
    table[index](op, at, bits, n);
  }
  template <class Op>
  void rows(const Op& op, size_t at, const uint8_t* bits, size_t count, size_t inner) const {
    static constexpr decltype(&kernel::rows<scalar, Op>) table[] = {
#define DROPLET_ISA_ENTRY(isa, runs_here) kernel::rows<isa, Op>,
#include "isas.def"
#undef DROPLET_ISA_ENTRY
    };
    table[index](op, at, bits, count, inner);
  }
  template <class Op>
  void rows_past_caches(const Op& op, size_t at, const uint8_t* bits, size_t count,
                        size_t inner) const {
    static constexpr decltype(&kernel::rows_past_caches<scalar, Op>) table[] = {
#define DROPLET_ISA_ENTRY(isa, runs_here) kernel::rows_past_caches<isa, Op>,
#include "isas.def"
#undef DROPLET_ISA_ENTRY
    };
    table[index](op, at, bits, count, inner);
  }
  template <class Op>
  void draw_and_apply(const Op& op, size_t at, Generator& generator, const Threshold& t,
                      size_t stripes, uint8_t* bits) const {
    static constexpr decltype(&kernel::draw_and_apply<scalar, Op>) table[] = {
#define DROPLET_ISA_ENTRY(isa, runs_here) kernel::draw_and_apply<isa, Op>,
#include "isas.def"
#undef DROPLET_ISA_ENTRY
    };
    table[index](op, at, generator, t, stripes, bits);
  }
};

// Alone in its object file, so that a test or a benchmark can define it instead, and choose the ISA
// itself.
Isa chosen_isa();

#else

#define DROPLET_ISA_ENTRY(isa, runs_here) using OnlyIsa = isa;
#include "isas.def"
#undef DROPLET_ISA_ENTRY

struct Isa {
  static constexpr unsigned index = 0;

  [[gnu::always_inline]] static void draw_stripe(Generator& generator, const Threshold& t,
                                                 uint64_t* words) {
    kernel::draw_stripe<OnlyIsa>(generator, t, words);
  }
  [[gnu::always_inline]] static void draw_stripes(Generator& generator, const Threshold& t,
                                                  size_t stripes, uint8_t* bits) {
    kernel::draw_stripes<OnlyIsa>(generator, t, stripes, bits);
  }
  template <class Op>
  [[gnu::always_inline]] static void apply(const Op& op, size_t at, const uint8_t* bits, size_t n) {
    kernel::apply<OnlyIsa>(op, at, bits, n);
  }
  template <class Op>
  [[gnu::always_inline]] static void rows(const Op& op, size_t at, const uint8_t* bits,
                                          size_t count, size_t inner) {
    kernel::rows<OnlyIsa>(op, at, bits, count, inner);
  }
  template <class Op>
  [[gnu::always_inline]] static void rows_past_caches(const Op& op, size_t at, const uint8_t* bits,
                                                      size_t count, size_t inner) {
    kernel::rows_past_caches<OnlyIsa>(op, at, bits, count, inner);
  }
  template <class Op>
  [[gnu::always_inline]] static void draw_and_apply(const Op& op, size_t at, Generator& generator,
                                                    const Threshold& t, size_t stripes,
                                                    uint8_t* bits) {
    kernel::draw_and_apply<OnlyIsa>(op, at, generator, t, stripes, bits);
  }
};

constexpr Isa chosen_isa() { return {}; }

#endif

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
