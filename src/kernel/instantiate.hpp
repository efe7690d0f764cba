// SPDX-License-Identifier: MIT
//
// The kernels of one ISA. An ISA file defines `Vocabulary` in an anonymous namespace and the macro
// DROPLET_ISA, its name, and includes this last.
#include "kernel/draw_and_apply.hpp"
#include "kernel/entries.hpp"
#include "kernel/kept_span.hpp"
#include "kernel/limits.hpp"
#include "kernel/rows.hpp"
#include "mask/scalar.hpp"
#include "ops/add.hpp"
#include "ops/affine.hpp"
#include "ops/bias_dropout_add.hpp"
#include "ops/copy.hpp"
#include "ops/relu.hpp"
#include "ops/requantize.hpp"
#include "ops/requantize_add.hpp"
#include "ops/scale.hpp"

namespace droplet {
namespace detail {

namespace {
static_assert(sizeof(Limits<Vocabulary>) != 0);  // instantiates it

// The vocabulary in which an Op is computed: the specification's where this ISA has no ops on the
// Op's elements.
template <class V, unsigned width>
struct Choice {
  using type = V;
};
template <class V>
struct Choice<V, 0> {
  using type = Scalar;
};
template <class Op>
using For = typename Choice<Vocabulary, Op::template width<Vocabulary>>::type;
}  // namespace

struct DROPLET_ISA;

namespace kernel {

DROPLET_DECLARE_ISA(DROPLET_ISA)

// The macro's arguments are types.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define DROPLET_DEFINE_KERNELS(isa, Op, T, APPLIED, SWEPT, FUSED)                                  \
  template <>                                                                                      \
  [[gnu::noinline]] DROPLET_KERNEL(kept_span.Op.T) void kept_span<isa>(const Op<T>& op, size_t at, \
                                                                       size_t n) {                 \
    kept_span_of<For<Op<T>>>(op, at, n);                                                           \
  }                                                                                                \
  APPLIED(                                                                                         \
      template <> [[gnu::noinline]] DROPLET_KERNEL(scalar_group.Op.T) void scalar_group<isa>(      \
          const Op<T>& op, size_t at, const uint8_t* bits, unsigned n) {                           \
        scalar_group_of<For<Op<T>>>(op, at, bits, n);                                              \
      } template <>                                                                                \
      DROPLET_KERNEL(apply.Op.T)                                                                   \
      void apply<isa>(const Op<T>& op, size_t at, const uint8_t* bits, size_t n) {                 \
        apply_bits<isa, For<Op<T>>>(op, at, bits, n);                                              \
      })                                                                                           \
  template <>                                                                                      \
  DROPLET_KERNEL(rows.Op.T)                                                                        \
  void rows<isa>(const Op<T>& op, size_t at, const uint8_t* bits, size_t count, size_t inner) {    \
    apply_rows<isa, For<Op<T>>>(op, at, bits, count, inner);                                       \
  }                                                                                                \
  SWEPT(template <> DROPLET_KERNEL(rows_past_caches.Op.T) void rows_past_caches<isa>(              \
      const Op<T>& op, size_t at, const uint8_t* bits, size_t count, size_t inner) {               \
    if (!select_rows<For<Op<T>>>(op, at, bits, count, inner))                                      \
        rows<isa>(op, at, bits, count, inner);                                                     \
  })                                                                                               \
  FUSED(template <> DROPLET_KERNEL(draw_and_apply.Op.T)                                            \
        void draw_and_apply<isa>(const Op<T>& op, size_t at, Generator& generator,                 \
                                 const Threshold& t, size_t stripes, uint8_t* bits) {              \
          draw_and_apply_stripes<isa, For<Op<T>>>(advanced(op, at), generator, t, stripes, bits);  \
        })

// NOLINTEND(bugprone-macro-parentheses)

DROPLET_DRAWS(
    template <> DROPLET_KERNEL(draw_stripe)
    void draw_stripe<DROPLET_ISA>(Generator& generator, const Threshold& t, uint64_t* words) {
      detail::draw_stripe<Vocabulary>(generator, t, words);
    } template <>
    DROPLET_KERNEL(draw_stripes)
    void draw_stripes<DROPLET_ISA>(Generator& generator, const Threshold& t, size_t stripes,
                                   uint8_t* bits) {
      detail::draw_stripes<Vocabulary>(generator, t, stripes, bits);
    })
DROPLET_OPS(DROPLET_DEFINE_KERNELS, DROPLET_ISA)

}  // namespace kernel
}  // namespace detail
}  // namespace droplet
