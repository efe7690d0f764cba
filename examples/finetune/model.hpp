// SPDX-License-Identifier: MIT
//
// A residual classifier of 8 x 8 images whose every dropout goes through Droplet:
//
//   x: (rows, 64) -> linear -> ReLU -> blocks times  h += drop_path(f(h))  -> linear -> softmax
//   f(h) = linear(dropout(relu(linear(h))))
//
// For firmware as it is: a Model is one static object of fixed size, and nothing here allocates,
// throws, or calls libm. A branch that drop path drops is not computed, backward draws masks and
// lists anew, so that none is kept between the two, and a layer descends as soon as its input's
// gradient is known, so that no more than a row of its own gradient is ever held.
#ifndef DROPLET_EXAMPLES_FINETUNE_MODEL_HPP
#define DROPLET_EXAMPLES_FINETUNE_MODEL_HPP

#include <cstddef>
#include <cstdint>

#include "droplet/droplet.hpp"
#include "numbers.hpp"
#include "weights.hpp"

namespace finetune {

inline constexpr droplet::Rate drop_nothing(0.0);  // a constant: no double arithmetic in firmware

struct Regularization {
  droplet::Rate drop = drop_nothing;
  droplet::Rate drop_path[Large::blocks] = {drop_nothing, drop_nothing, drop_nothing};
  /// Of the rows of a minibatch as many are dropped as the rate says, so that each step costs the
  /// same; else each by chance.
  bool exactly = false;
};

/// Drop path by chance, of one probability in each block.
constexpr Regularization by_chance(double drop, double drop_path) noexcept {
  const droplet::Rate path(drop_path);
  return {droplet::Rate(drop), {path, path, path}};
}

/// Drop path of exactly so many rows, the more the deeper the block (Huang 2016).
template <std::uint32_t blocks>
constexpr Regularization by_number(double drop, double drop_path) noexcept {
  Regularization r{droplet::Rate(drop)};
  for (std::uint32_t b = 0; b < blocks; ++b) {
    r.drop_path[b] = droplet::Rate(droplet::linear_decay(drop_path, b + 1, blocks));
  }
  r.exactly = true;
  return r;
}

/// What one forward pass and its backward pass have in common.
struct Pass {
  Regularization regularization;
  droplet::Key key{0};  // one a step: `root.fold_in(step)`
  droplet::Mode mode = droplet::Mode::train;
  bool store_masks = false;  // keep masks of chance for backward instead of replaying them

  droplet::Mask dropout(std::size_t block) const noexcept {
    return {regularization.drop, key.fold_in(2 * block), 0, mode};
  }
  droplet::Mask drop_path(std::size_t block) const noexcept {
    return {regularization.drop_path[block], key.fold_in(2 * block + 1), 0, mode};
  }
};

/// A size of network, and what it computes with.
template <class N, class S>
struct Net : S {
  using Numbers = N;
  using Size = S;
};

/// All the memory of training and inference.
template <class Net>
struct Model {
  using Numbers = typename Net::Numbers;
  using Activation = typename Numbers::Activation;
  using Gradient = typename Numbers::Gradient;
  static constexpr std::size_t batch = Net::batch, width = Net::width, hidden = Net::hidden;
  static constexpr std::size_t blocks = Net::blocks;

  Parameters<typename Numbers::Weight, typename Net::Size> weights;
  std::size_t rows;  // samples in the current minibatch, at most `batch`
  std::uint8_t labels[batch];
  Activation input[batch * pixels];                // (rows, pixels)
  Activation stream[blocks + 1][batch * width];    // (rows, width): before each block, and at last
  Activation activations[blocks][batch * hidden];  // (kept rows, hidden), after ReLU and dropout
  Activation branch[batch * width];                // (kept rows, width): scratch
  typename Numbers::Sum logits[batch * classes];
  Gradient grad_hidden[batch * hidden], grad_stream[batch * width];  // scratch of backward
  Gradient grad_branch[batch * width];                               // (kept rows, width): scratch
  std::uint32_t kept[batch];                                         // rows whose branch survives
  std::uint8_t dropout_masks[blocks][batch * hidden / 8];            // written if Pass::store_masks
  std::uint8_t path_masks[blocks][batch / 8];
  droplet::StatusCode status;  // of the first call to Droplet that failed
};

/// Gives the model weights that floats were trained to.
template <class Net>
void set_weights(Model<Net>& model, const Parameters<float, typename Net::Size>& weights) noexcept {
  for (std::size_t i = 0; i < weights.count; ++i) {
    model.weights.values[i] = Net::Numbers::weight(weights.values[i]);
  }
}

/// Copies `rows` samples, the ones that `order` names, or the first if it is null.
template <class Net>
void load(Model<Net>& model, const Sample* samples, const std::uint16_t* order,
          std::size_t rows) noexcept;

/// Computes `logits` of the loaded samples.
template <class Net>
void forward(Model<Net>& model, const Pass& pass) noexcept;

/// A step of gradient descent on the mean cross-entropy, after `forward` with the same pass.
template <class Net>
void backward(Model<Net>& model, const Pass& pass, float learning_rate) noexcept;

#define FINETUNE_EACH_NET(X, ...) \
  X(Float, Large, __VA_ARGS__)    \
  X(Half, Large, __VA_ARGS__)     \
  X(Int8, Large, __VA_ARGS__)     \
  X(Float, Small, __VA_ARGS__)    \
  X(Half, Small, __VA_ARGS__)     \
  X(Int8, Small, __VA_ARGS__)
#define FINETUNE_MODEL(N, Size, ...)                                               \
  __VA_ARGS__ void load(Model<Net<N, Size>>&, const Sample*, const std::uint16_t*, \
                        std::size_t) noexcept;                                     \
  __VA_ARGS__ void forward(Model<Net<N, Size>>&, const Pass&) noexcept;            \
  __VA_ARGS__ void backward(Model<Net<N, Size>>&, const Pass&, float) noexcept;
FINETUNE_EACH_NET(FINETUNE_MODEL, extern template)

}  // namespace finetune

#endif
