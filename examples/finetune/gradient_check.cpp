// SPDX-License-Identifier: MIT
#include "gradient_check.hpp"

#include <cmath>
#include <vector>

namespace finetune {
namespace {

using Floats = Model<Net<Float, Large>>;
using Weights = Parameters<float, Large>;

// Mean cross-entropy.
double loss(Floats& model, const Pass& pass) {
  forward(model, pass);
  double sum = 0.0;
  for (std::size_t r = 0; r < model.rows; ++r) {
    const float* const logits = model.logits + r * classes;
    double exponentials = 0.0;
    for (std::size_t i = 0; i < classes; ++i) exponentials += std::exp(double{logits[i]});
    sum += std::log(exponentials) - double{logits[model.labels[r]]};
  }
  return sum / static_cast<double>(model.rows);
}

double loss_at(Floats& model, const Pass& pass, const Weights& gradient, std::size_t first,
               std::size_t last, double step) {
  const Weights before = model.weights;
  for (std::size_t i = first; i < last; ++i) {
    model.weights.values[i] += static_cast<float>(step * double{gradient.values[i]});
  }
  const double result = loss(model, pass);
  model.weights = before;
  return result;
}

std::vector<std::size_t> tensor_ends() {
  using P = Weights;
  std::vector<std::size_t> ends = {P::at_b_in, P::at_blocks};
  for (std::size_t at = P::at_blocks; at < P::at_w_out; at += P::block_size) {
    ends.insert(ends.end(), {at + P::at_b1, at + P::at_w2, at + P::at_b2, at + P::block_size});
  }
  ends.insert(ends.end(), {P::at_b_out, P::count});
  return ends;
}

}  // namespace

double largest_gradient_error(Floats& model, const Pass& pass) {
  const Weights before = model.weights;
  forward(model, pass);
  backward(model, pass, 1.0f);
  Weights gradient;
  for (std::size_t i = 0; i < Weights::count; ++i) {
    gradient.values[i] = before.values[i] - model.weights.values[i];
  }
  model.weights = before;
  double worst = 0.0;
  std::size_t first = 0;
  for (const std::size_t last : tensor_ends()) {
    double squares = 0.0;
    for (std::size_t i = first; i < last; ++i) {
      squares += double{gradient.values[i]} * double{gradient.values[i]};
    }
    // A move of 0.0003 in all: a larger one crosses more ReLU kinks, a smaller one drowns in
    // rounding.
    const double step = 0.0003 / std::sqrt(squares);
    const double slope = (loss_at(model, pass, gradient, first, last, step) -
                          loss_at(model, pass, gradient, first, last, -step)) /
                         (2.0 * step);
    worst = std::fmax(worst, std::fabs(slope - squares) / squares);
    first = last;
  }
  return worst;
}

}  // namespace finetune
