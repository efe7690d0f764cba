// SPDX-License-Identifier: MIT
//
// The kernels of one ISA. An ISA file defines `Vocabulary` in an anonymous namespace and the macro
// DROPLET_ISA, its name, and includes this last.
#include "elementwise.hpp"
#include "isa.hpp"
#include "limits.hpp"
#if !defined(DROPLET_INFERENCE_ONLY)
#include "overlapped.hpp"
#endif

namespace droplet {
namespace detail {

namespace {
using V = Vocabulary;
static_assert(sizeof(Limits<V>) != 0);  // instantiates it
}  // namespace

using Defined = KernelsOf<DROPLET_ISA>;

template <>
void Defined::apply_mask(const std::uint8_t* mask, const float* x, float* y, std::size_t n,
                         float factor) noexcept {
  apply<V>(MaskedScale<V>(factor), mask, x, y, n);
}

#if !defined(DROPLET_INFERENCE_ONLY)

template <>
void Defined::draw_stripe(Stream& stream, const Threshold& t, std::uint64_t* words) noexcept {
  detail::draw_stripe<V>(stream, t, words);
}

template <>
void Defined::dropout(Stream& stream, const Threshold& t, const float* x, float* y,
                      std::size_t stripes, float factor) noexcept {
  const MaskedScale<V> op(factor);
  if (!V::overlaps_draws) {
    std::uint64_t words[lane_count];
    const auto* bits = reinterpret_cast<const std::uint8_t*>(words);
    for (; stripes != 0; --stripes, x += stripe_elements, y += stripe_elements) {
      if (V::draws_by_call) {
        draw_stripe(stream, t, words);
        apply_mask(bits, x, y, stripe_elements, factor);
      } else {
        detail::draw_stripe<V>(stream, t, words);
        apply<V>(op, bits, x, y, stripe_elements);
      }
    }
    return;
  }
  if constexpr (V::bypasses_caches) {
    if (passes_caches<V>(x, y, stripes * stripe_elements)) {
      Overlapped<V, true, true>(op, stream, t, x, y).run(stripes);
      return;
    }
  }
  // As far as the second-level caches of today hold both buffers, prefetches only cost.
  if (stripes <= 64) {
    Overlapped<V, false, false>(op, stream, t, x, y).run(stripes);
  } else {
    Overlapped<V, true, false>(op, stream, t, x, y).run(stripes);
  }
}

#endif

template <>
void Defined::apply_affine(const std::uint8_t* mask, const float* x, float* y, std::size_t n,
                           const Affine& affine) noexcept {
  apply<V>(MaskedAffine<V>(affine), mask, x, y, n);
}

template <>
void Defined::scale(const float* x, float* y, std::size_t n, float factor) noexcept {
  const V::F s = V::broadcast(factor);
  for_each<V>(
      y, n, [=](std::size_t i) { return V::multiply(V::load(x + i), s); },
      [=](std::size_t i, unsigned k) { return V::multiply(V::load_part(x + i, k), s); });
}

template <>
void Defined::add_scaled(const float* residual, const float* branch, float* y, std::size_t n,
                         float factor) noexcept {
  const V::F s = V::broadcast(factor);
  for_each<V>(
      y, n,
      [=](std::size_t i) { return V::add_product(V::load(residual + i), V::load(branch + i), s); },
      [=](std::size_t i, unsigned k) {
        return V::add_product(V::load_part(residual + i, k), V::load_part(branch + i, k), s);
      });
}

}  // namespace detail
}  // namespace droplet
