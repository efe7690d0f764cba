// SPDX-License-Identifier: MIT
//
// The network's arithmetic on dense float32 matrices, row after row. Sums run in a fixed order and
// no product is fused with an addition (-ffp-contract=off), so that trained weights come out bit
// for bit the same on every machine.
#ifndef DROPLET_EXAMPLES_FINETUNE_LINEAR_HPP
#define DROPLET_EXAMPLES_FINETUNE_LINEAR_HPP

#include <cstddef>

namespace finetune {

struct Shape {
  std::size_t in, out;
};

/// y = x w + b. x: (rows, in), w: (in, out), b: (out), y: (rows, out).
void linear(Shape shape, const float* x, const float* w, const float* b, float* y,
            std::size_t rows) noexcept;

/// The weights' gradient: adds x^T dy to dw and dy's column sums to db.
void linear_backward_weights(Shape shape, const float* x, const float* dy, float* dw, float* db,
                             std::size_t rows) noexcept;

/// The input's gradient: dx = dy w^T.
void linear_backward_input(Shape shape, const float* w, const float* dy, float* dx,
                           std::size_t rows) noexcept;

void relu(float* x, std::size_t n) noexcept;

/// dy = 0 where y, the output of `relu`, is not positive.
void relu_backward(const float* y, float* dy, std::size_t n) noexcept;

/// In place: logits become probabilities. x: (rows, n).
void softmax(float* x, std::size_t rows, std::size_t n) noexcept;

}  // namespace finetune

#endif
