// SPDX-License-Identifier: MIT
//
// The kernels of one ISA. An ISA file defines `Vocabulary` in an anonymous namespace and the macro
// DROPLET_ISA, its name, and includes this last.
#include "elementwise.hpp"
#include "generator.hpp"
#include "isa.hpp"

namespace droplet {
namespace detail {

namespace {
using V = Vocabulary;
}
using Defined = KernelsOf<DROPLET_ISA>;

template <>
void Defined::apply_mask(const std::uint8_t* mask, const float* x, float* y, std::size_t n,
                float factor) noexcept {
  apply<V>(MaskedScale<V>(factor), mask, x, y, n);
}

#if !defined(DROPLET_INFERENCE_ONLY)

template <>
void Defined::draw_row(Stream& stream, const Threshold& t, std::uint64_t* words) noexcept {
  detail::draw_row<V>(stream, t, words, [] {});
}

template <>
void Defined::dropout(Stream& stream, const Threshold& t, const float* x, float* y, std::size_t rows,
             float factor) noexcept {
  if (V::words == 1) {
    std::uint64_t row[lane_count];
    for (; rows != 0; --rows, x += row_elements, y += row_elements) {
      draw_row(stream, t, row);
      apply_mask(reinterpret_cast<const std::uint8_t*>(row), x, y, row_elements, factor);
    }
    return;
  }
  constexpr unsigned draws_per_row = lane_count / (V::in_flight * V::words) * digit_count;
  const MaskedScale<V> op(factor);
  alignas(64) std::uint64_t words[2][lane_count];
  const auto apply_groups = [&](const std::uint64_t* row, unsigned from) {
    for (unsigned i = from; i < row_groups; ++i) {
      if (V::out_of_order) prefetch_ahead(x);
      apply_group<V>(op, reinterpret_cast<const unsigned char*>(row) + 4 * i, x, y);
      x += group_elements;
      y += group_elements;
    }
  };
  if (!V::out_of_order) {
    for (; rows != 0; --rows) {
      detail::draw_row<V>(stream, t, words[0], [] {});
      apply_groups(words[0], 0);
    }
    return;
  }
  // One row is applied while the next is drawn: draws need the ALUs, the rest the memory.
  detail::draw_row<V>(stream, t, words[0], [] {});
  unsigned current = 0;
  while (--rows != 0) {
    const auto* row = reinterpret_cast<const unsigned char*>(words[current]);
    unsigned done = 0;
    detail::draw_row<V>(stream, t, words[current ^ 1], [&] {
      if (draws_per_row > row_groups && done == row_groups) return;
      prefetch_ahead(x);
      apply_group<V>(op, row + 4 * done, x, y);
      ++done;
      x += group_elements;
      y += group_elements;
    });
    apply_groups(words[current], done);
    current ^= 1;
  }
  apply_groups(words[current], 0);
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
