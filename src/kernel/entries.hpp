// SPDX-License-Identifier: MIT
//
// What an ISA implements and the operations call: the seam between platform/ and src/. ISA files
// define these (instantiate.hpp), for every Op of ops.def.
#ifndef DROPLET_SRC_KERNEL_ENTRIES_HPP
#define DROPLET_SRC_KERNEL_ENTRIES_HPP

#include "mask/shape.hpp"
#include "ops.def"
#include "types.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

#define DROPLET_DECLARE_OP(isa, Op, T, APPLIED, SWEPT, FUSED) \
  template <class Type>                                       \
  struct Op;
DROPLET_OPS(DROPLET_DECLARE_OP, none)

// Which kernels an Op has.
template <class Op>
struct Kernels;
// NOLINTBEGIN(bugprone-macro-parentheses): the arguments are types
#define DROPLET_NOTE_KERNELS(isa, Op, T, APPLIED, SWEPT, FUSED) \
  template <>                                                   \
  struct Kernels<Op<T>> {                                       \
    static constexpr bool applied = false APPLIED(|| true);     \
    static constexpr bool swept = false SWEPT(|| true);         \
    static constexpr bool fused = false FUSED(|| true);         \
  };
// NOLINTEND(bugprone-macro-parentheses)
DROPLET_OPS(DROPLET_NOTE_KERNELS, none)

namespace kernel {

// The next stripe's 8 words; advances the generator.
template <class Isa>
void draw_stripe(Generator& generator, const Threshold& t, uint64_t* words);

// The next `stripes` stripes, at least 1, to `bits`, at any address; advances the generator.
template <class Isa>
void draw_stripes(Generator& generator, const Threshold& t, size_t stripes, uint8_t* bits);

// An Op holds its own pointers; the kernels below begin `at` elements after them. Bit 0 of byte 0
// decides the first; no byte past the last bit's is read.

// n elements, a bit for each.
template <class Isa, class Op>
void apply(const Op& op, size_t at, const uint8_t* bits, size_t n);

// `count` rows of `inner` elements, a bit for each row; every Op has it, for one row.
template <class Isa, class Op>
void rows(const Op& op, size_t at, const uint8_t* bits, size_t count, size_t inner);

// The same, in order and past the caches where that can be.
template <class Isa, class Op>
void rows_past_caches(const Op& op, size_t at, const uint8_t* bits, size_t count, size_t inner);

// Draws `stripes` stripes, at least 1, and applies them; advances the generator. Where `bits` is
// not null it gets the mask, from bit 0 of byte 0 on.
template <class Isa, class Op>
void draw_and_apply(const Op& op, size_t at, Generator& generator, const Threshold& t,
                    size_t stripes, uint8_t* bits);

// Parts of scalar kernels, so that an image holds each once and each has all registers: n elements
// that are all kept, for apply and rows; and n elements, at most 32, a bit for each.
template <class Isa, class Op>
void kept_span(const Op& op, size_t at, size_t n);
template <class Isa, class Op>
void scalar_group(const Op& op, size_t at, const uint8_t* bits, unsigned n);

// Explicit specializations, as GCC puts no template into a section of the user's choice; they must
// be declared before they are used.
#define DROPLET_DECLARE_KERNELS(isa, Op, T, APPLIED, SWEPT, FUSED)                               \
  APPLIED(template <> void apply<isa>(const Op<T>&, size_t, const uint8_t*, size_t);             \
          template <> void scalar_group<isa>(const Op<T>&, size_t, const uint8_t*, unsigned);)   \
  template <>                                                                                    \
  void rows<isa>(const Op<T>&, size_t, const uint8_t*, size_t, size_t);                          \
  SWEPT(template <>                                                                              \
        void rows_past_caches<isa>(const Op<T>&, size_t, const uint8_t*, size_t, size_t);)       \
  FUSED(template <> void draw_and_apply<isa>(const Op<T>&, size_t, Generator&, const Threshold&, \
                                             size_t, uint8_t*);)                                 \
  template <>                                                                                    \
  void kept_span<isa>(const Op<T>&, size_t, size_t);

#define DROPLET_DECLARE_ISA(isa)                                          \
  template <>                                                             \
  void draw_stripe<isa>(Generator&, const Threshold&, uint64_t*);         \
  template <>                                                             \
  void draw_stripes<isa>(Generator&, const Threshold&, size_t, uint8_t*); \
  DROPLET_OPS(DROPLET_DECLARE_KERNELS, isa)

}  // namespace kernel
}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
