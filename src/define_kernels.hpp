// SPDX-License-Identifier: MIT
//
// The kernels of one ISA. An ISA file defines `Vocabulary` in an anonymous namespace and the macro
// DROPLET_ISA, its name, and includes this last.
#include "elementwise.hpp"
#include "isa.hpp"
#if !defined(DROPLET_INFERENCE_ONLY)
#include "stream.hpp"
#endif

namespace droplet {
namespace detail {

namespace {

using V = Vocabulary;

// Masked loads are the fewest instructions, but a CPU's own prefetcher does not follow them; nor do
// draws leave it the window to run ahead. Two cache lines, a group, 2 KiB ahead: on Zen 3 dropout
// of 16 Mi elements went from 1.31 to 1.00 times y = s x.
inline void prefetch_ahead(const float* x) {
  const char* ahead = reinterpret_cast<const char*>(x) + 2048;
  __builtin_prefetch(ahead);
  __builtin_prefetch(ahead + 64);
}

#if !defined(DROPLET_INFERENCE_ONLY)

// Applies the words of one pass while those of the next are drawn: draws need the ALUs, the rest
// the memory. A pass draws as many lanes as are in flight.
template <bool prefetch>
inline void overlapped(const MaskedScale<V>& op, Stream& stream, const Threshold& t, const float* x,
                       float* y, std::size_t rows) {
  constexpr unsigned step = V::in_flight * V::words;  // words of a pass
  constexpr unsigned passes = lane_count / step;      // of a row
  constexpr unsigned groups = 2 * step;
  alignas(64) std::uint64_t words[2][step];
  unsigned pass = 0;
  bool fresh = false;
  std::uint64_t block_key = 0;
  const auto draw_pass = [&](auto between) {
    if (pass % passes == 0) fresh = next_row(stream, &block_key, true);
    draw_lanes<V>(stream, pass % passes * step, fresh, block_key, t, words[pass % 2], between);
    ++pass;
  };
  const std::uint8_t* bits = nullptr;
  const auto apply_next = [&] {
    if (prefetch) prefetch_ahead(x);
    apply_group<V, true>(op, bits, x, y);
    bits += group_elements / 8;
    x += group_elements;
    y += group_elements;
  };
  draw_pass([] {});
  for (std::size_t left = rows * passes; left != 0; --left) {
    bits = reinterpret_cast<const std::uint8_t*>(words[pass % 2 ^ 1]);
    const std::uint8_t* const end = bits + groups * group_elements / 8;
    if (left != 1) {
      draw_pass([&] {
        if (groups < digit_count && bits == end) return;
        apply_next();
      });
    }
    while (bits != end) apply_next();
  }
}

#endif

}  // namespace

using Defined = KernelsOf<DROPLET_ISA>;

template <>
void Defined::apply_mask(const std::uint8_t* mask, const float* x, float* y, std::size_t n,
                         float factor) noexcept {
  apply<V>(MaskedScale<V>(factor), mask, x, y, n);
}

#if !defined(DROPLET_INFERENCE_ONLY)

template <>
void Defined::draw_row(Stream& stream, const Threshold& t, std::uint64_t* words) noexcept {
  detail::draw_row<V>(stream, t, words);
}

template <>
void Defined::dropout(Stream& stream, const Threshold& t, const float* x, float* y,
                      std::size_t rows, float factor) noexcept {
  const MaskedScale<V> op(factor);
  if (!V::out_of_order) {
    std::uint64_t row[lane_count];
    const auto* bits = reinterpret_cast<const std::uint8_t*>(row);
    for (; rows != 0; --rows, x += row_elements, y += row_elements) {
      if (V::few_registers) {
        draw_row(stream, t, row);
        apply_mask(bits, x, y, row_elements, factor);
      } else {
        detail::draw_row<V>(stream, t, row);
        apply<V>(op, bits, x, y, row_elements);
      }
    }
    return;
  }
  // As far as the second-level caches of today hold both buffers, prefetches only cost.
  if (rows <= 64) {
    overlapped<false>(op, stream, t, x, y, rows);
  } else {
    overlapped<true>(op, stream, t, x, y, rows);
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
      [=](std::size_t i) {
        return V::add(V::load(residual + i), V::multiply(V::load(branch + i), s));
      },
      [=](std::size_t i, unsigned k) {
        return V::add(V::load_part(residual + i, k), V::multiply(V::load_part(branch + i, k), s));
      });
}

}  // namespace detail
}  // namespace droplet
