// SPDX-License-Identifier: MIT
#include "train.hpp"

namespace finetune {
namespace {

void descend(Model& model, float learning_rate) noexcept {
  for (std::size_t i = 0; i < Parameters::count; ++i) {
    model.weights.values[i] -= learning_rate * model.gradient.values[i];
  }
}

std::size_t largest(const float* x, std::size_t n) noexcept {
  std::size_t at = 0;
  for (std::size_t i = 1; i < n; ++i) at = x[i] > x[at] ? i : at;
  return at;
}

std::size_t minibatch(std::size_t first, std::size_t n) noexcept {
  return n - first < batch ? n - first : batch;
}

}  // namespace

void shuffle(std::uint16_t* order, std::size_t n, droplet::Key key) noexcept {
  for (std::size_t i = 0; i < n; ++i) {
    const auto j = static_cast<std::size_t>(key.fold_in(i).value % (i + 1));
    order[i] = order[j];
    order[j] = static_cast<std::uint16_t>(i);
  }
}

void train(Model& model, const Sample* samples, std::size_t n, std::uint16_t* order,
           const Training& training, droplet::Key key) noexcept {
  const droplet::Key order_key = key.fold_in(0), step_key = key.fold_in(1);
  Pass pass{training.regularization};
  std::uint64_t step = 0;
  for (std::size_t epoch = 0; epoch < training.epochs; ++epoch) {
    shuffle(order, n, order_key.fold_in(epoch));
    for (std::size_t i = 0; i < n; i += batch) {
      pass.key = step_key.fold_in(step++);
      load(model, samples, order + i, minibatch(i, n));
      forward(model, pass);
      backward(model, pass);
      descend(model, training.learning_rate);
    }
  }
}

std::size_t count_correct(Model& model, const Sample* samples, std::size_t n,
                          const Regularization& regularization) noexcept {
  Pass pass{regularization};
  pass.mode = droplet::Mode::inference;
  std::size_t correct = 0;
  for (std::size_t i = 0; i < n; i += batch) {
    load(model, samples + i, nullptr, minibatch(i, n));
    forward(model, pass);
    for (std::size_t r = 0; r < model.rows; ++r) {
      correct += largest(model.logits + r * classes, classes) == model.labels[r] ? 1 : 0;
    }
  }
  return correct;
}

}  // namespace finetune
