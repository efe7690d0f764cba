// SPDX-License-Identifier: MIT
#include "train.hpp"

namespace finetune {
namespace {

template <class T>
std::size_t largest(const T* x, std::size_t n) noexcept {
  std::size_t at = 0;
  for (std::size_t i = 1; i < n; ++i) at = x[i] > x[at] ? i : at;
  return at;
}

template <class Net>
std::size_t minibatch(std::size_t first, std::size_t n) noexcept {
  return n - first < Net::batch ? n - first : Net::batch;
}

}  // namespace

void shuffle(std::uint16_t* order, std::size_t n, droplet::Key key) noexcept {
  for (std::size_t i = 0; i < n; ++i) {
    const auto j = static_cast<std::size_t>(key.fold_in(i).value % (i + 1));
    order[i] = order[j];
    order[j] = static_cast<std::uint16_t>(i);
  }
}

template <class Net>
void train(Model<Net>& model, const Sample* samples, std::size_t n, std::uint16_t* order,
           const Training& training, droplet::Key key) noexcept {
  const droplet::Key order_key = key.fold_in(0), step_key = key.fold_in(1);
  Pass pass{training.regularization};
  std::uint64_t step = 0;
  for (std::size_t epoch = 0; epoch < training.epochs; ++epoch) {
    shuffle(order, n, order_key.fold_in(epoch));
    for (std::size_t i = 0; i < n; i += Net::batch) {
      if (step == training.most_steps) return;
      pass.key = step_key.fold_in(step++);
      load(model, samples, order + i, minibatch<Net>(i, n));
      forward(model, pass);
      backward(model, pass, training.learning_rate);
    }
  }
}

template <class Net>
std::size_t count_correct(Model<Net>& model, const Sample* samples, std::size_t n,
                          const Regularization& regularization) noexcept {
  Pass pass{regularization};
  pass.mode = droplet::Mode::inference;
  std::size_t correct = 0;
  for (std::size_t i = 0; i < n; i += Net::batch) {
    load(model, samples + i, nullptr, minibatch<Net>(i, n));
    forward(model, pass);
    for (std::size_t r = 0; r < model.rows; ++r) {
      correct += largest(model.logits + r * classes, classes) == model.labels[r] ? 1 : 0;
    }
  }
  return correct;
}

FINETUNE_EACH_NET(FINETUNE_TRAIN, template)

}  // namespace finetune
