// SPDX-License-Identifier: MIT
//
// Linear layers and relu on dense matrices, row after row, for each of the numbers. Sums run in a
// fixed order and no product is fused with an addition (-ffp-contract=off), so that trained weights
// come out bit for bit the same on every machine.
#ifndef DROPLET_EXAMPLES_FINETUNE_LINEAR_HPP
#define DROPLET_EXAMPLES_FINETUNE_LINEAR_HPP

#include "numbers.hpp"

namespace finetune {

inline constexpr std::size_t widest = 64;  // outputs of a layer, at most

/// y = x w + b. x: (rows, in), w: (in, out), b: (out), y: (rows, out) activations, or sums: logits.
template <class N, class Y>
void linear(const Layer& layer, const typename N::Activation* x, const typename N::Weight* w,
            const typename N::Weight* b, Y* y, std::size_t rows) noexcept;

/// The input's gradient: dx = dy w^T.
template <class N>
void linear_backward(const Layer& layer, const typename N::Weight* w,
                     const typename N::Gradient* dy, typename N::Gradient* dx,
                     std::size_t rows) noexcept;

/// Gradient descent: w -= step * x^T dy, b -= step * dy's column sums. The gradient of one row of w
/// is held at a time.
template <class N>
void descend(const Layer& layer, const typename N::Activation* x, const typename N::Gradient* dy,
             typename N::Weight* w, typename N::Weight* b, std::size_t rows, float step) noexcept;

template <class N>
void relu(const Format& format, typename N::Activation* x, std::size_t n) noexcept;

/// dy = 0 where y, the output of `relu`, is not positive.
template <class N>
void relu_backward(const Format& format, const typename N::Activation* y, typename N::Gradient* dy,
                   std::size_t n) noexcept;

#define FINETUNE_LINEAR(prefix, N)                                                                 \
  prefix void linear<N>(const Layer&, const N::Activation*, const N::Weight*, const N::Weight*,    \
                        N::Activation*, std::size_t) noexcept;                                     \
  prefix void linear_backward<N>(const Layer&, const N::Weight*, const N::Gradient*, N::Gradient*, \
                                 std::size_t) noexcept;                                            \
  prefix void descend<N>(const Layer&, const N::Activation*, const N::Gradient*, N::Weight*,       \
                         N::Weight*, std::size_t, float) noexcept;                                 \
  prefix void relu<N>(const Format&, N::Activation*, std::size_t) noexcept;                        \
  prefix void relu_backward<N>(const Format&, const N::Activation*, N::Gradient*,                  \
                               std::size_t) noexcept;
#define FINETUNE_LOGITS(prefix, N)                                                              \
  prefix void linear<N>(const Layer&, const N::Activation*, const N::Weight*, const N::Weight*, \
                        N::Sum*, std::size_t) noexcept;

FINETUNE_LINEAR(extern template, Float)
FINETUNE_LINEAR(extern template, Half)
FINETUNE_LINEAR(extern template, Int8)
FINETUNE_LOGITS(extern template, Half)
FINETUNE_LOGITS(extern template, Int8)

}  // namespace finetune

#endif
