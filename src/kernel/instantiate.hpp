// SPDX-License-Identifier: MIT
//
// The kernels of one ISA. An ISA file defines `Vocabulary` in an anonymous namespace and the macro
// DROPLET_ISA, its name, and includes this last.
#include "kernel/draw_and_apply.hpp"
#include "kernel/entries.hpp"
#include "kernel/limits.hpp"
#include "kernel/rows.hpp"
#include "ops/add.hpp"
#include "ops/affine.hpp"
#include "ops/scale.hpp"

namespace droplet {
namespace detail {

struct DROPLET_ISA;

template <class Isa>
struct VocabularyOf;
template <>
struct VocabularyOf<DROPLET_ISA> {
  static_assert(sizeof(Limits<Vocabulary>) != 0);  // instantiates it
  using V = Vocabulary;
};

namespace kernel {

template <class Isa>
void draw_stripe(Generator& generator, const Threshold& t, std::uint64_t* words) noexcept {
  detail::draw_stripe<typename VocabularyOf<Isa>::V>(generator, t, words);
}
template <class Isa, class Op>
void apply(const Op& op, std::size_t at, const std::uint8_t* bits, std::size_t n) noexcept {
  apply_bits<typename VocabularyOf<Isa>::V>(op, at, bits, n);
}
template <class Isa, class Op>
void rows(const Op& op, std::size_t at, const std::uint8_t* bits, std::size_t count,
          std::size_t inner) noexcept {
  apply_rows<typename VocabularyOf<Isa>::V>(op, at, bits, count, inner);
}
template <class Isa, class Op>
void draw_and_apply(const Op& op, std::size_t at, Generator& generator, const Threshold& t,
                    std::size_t stripes, std::uint8_t* bits) noexcept {
  using V = typename VocabularyOf<Isa>::V;
  draw_and_apply_stripes<Isa, V>(advanced(op, at), generator, t, stripes, bits);
}

#define DROPLET_OP(op, type)                                                                      \
  template void apply<DROPLET_ISA>(const op<type>&, std::size_t, const std::uint8_t*,             \
                                   std::size_t) noexcept;                                         \
  template void rows<DROPLET_ISA>(const op<type>&, std::size_t, const std::uint8_t*, std::size_t, \
                                  std::size_t) noexcept;
#if !defined(DROPLET_INFERENCE_ONLY)
template void draw_stripe<DROPLET_ISA>(Generator&, const Threshold&, std::uint64_t*) noexcept;
#define DROPLET_FUSED_OP(op, type)                                                    \
  DROPLET_OP(op, type)                                                                \
  template void draw_and_apply<DROPLET_ISA>(const op<type>&, std::size_t, Generator&, \
                                            const Threshold&, std::size_t,            \
                                            std::uint8_t*) noexcept;
#endif
#include "ops.def"
#undef DROPLET_OP

}  // namespace kernel
}  // namespace detail
}  // namespace droplet
