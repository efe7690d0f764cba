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
  std::size_t most_steps = SIZE_MAX;
};

/// Puts 0 to n - 1 in an order drawn from `key` (Fisher and Yates).
void shuffle(std::uint16_t* order, std::size_t n, droplet::Key key) noexcept;

/// Minibatches of `batch` samples, the last of those that are left, in a new order each epoch; all
/// randomness follows from `key`.
/// order: scratch for n indices, n at most 65,536.
template <class Net>
void train(Model<Net>& model, const Sample* samples, std::size_t n, std::uint16_t* order,
           const Training& training, droplet::Key key) noexcept;

/// How many of the n samples the model, in inference mode, classifies correctly.
template <class Net>
std::size_t count_correct(Model<Net>& model, const Sample* samples, std::size_t n,
                          const Regularization& regularization) noexcept;

#define FINETUNE_TRAIN(N, Size, ...)                                                       \
  __VA_ARGS__ void train(Model<Net<N, Size>>&, const Sample*, std::size_t, std::uint16_t*, \
                         const Training&, droplet::Key) noexcept;                          \
  __VA_ARGS__ std::size_t count_correct(Model<Net<N, Size>>&, const Sample*, std::size_t,  \
                                        const Regularization&) noexcept;
FINETUNE_EACH_NET(FINETUNE_TRAIN, extern template)

}  // namespace finetune

#endif
