// SPDX-License-Identifier: MIT
//
// Plain stochastic gradient descent, for firmware as it is.
#ifndef DROPLET_EXAMPLES_FINETUNE_TRAIN_HPP
#define DROPLET_EXAMPLES_FINETUNE_TRAIN_HPP

#include <cstddef>
#include <cstdint>

#include "model.hpp"

namespace finetune {

struct Training {
  Regularization regularization;
  std::size_t epochs = 1;
  float learning_rate = 0.1f;
};

/// Puts 0 to n - 1 in an order drawn from `key` (Fisher and Yates).
void shuffle(std::uint16_t* order, std::size_t n, droplet::Key key) noexcept;

/// Minibatches of `batch` samples in a new order each epoch; all randomness follows from `key`.
/// order: scratch for n indices, n at most 65,536.
void train(Model& model, const Sample* samples, std::size_t n, std::uint16_t* order,
           const Training& training, droplet::Key key) noexcept;

/// How many of the n samples the model, in inference mode, classifies correctly.
std::size_t count_correct(Model& model, const Sample* samples, std::size_t n,
                          const Regularization& regularization) noexcept;

}  // namespace finetune

#endif
