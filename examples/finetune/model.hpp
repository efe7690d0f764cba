// SPDX-License-Identifier: MIT
//
// A residual classifier of 8 x 8 images whose every dropout goes through Droplet:
//
//   x: (rows, 64) -> linear -> ReLU -> blocks times  h += drop_path(f(h))  -> linear -> softmax
//   f(h) = linear(dropout(relu(linear(h))))
//
// For firmware as it is: a Model is one static object of fixed size, and nothing here allocates,
// throws, or calls libm. A branch that drop path drops is not computed, and backward replays the
// descriptors, so that no mask is kept between the two.
#ifndef DROPLET_EXAMPLES_FINETUNE_MODEL_HPP
#define DROPLET_EXAMPLES_FINETUNE_MODEL_HPP

#include <cstddef>
#include <cstdint>

#include "droplet/droplet.hpp"
#include "weights.hpp"

namespace finetune {

inline constexpr std::size_t batch = 16;  // samples in a minibatch

inline constexpr droplet::Rate drop_nothing(0.0);  // a constant: no double arithmetic in firmware

struct Regularization {
  droplet::Rate drop = drop_nothing, drop_path = drop_nothing;
};

/// What one forward pass and its backward pass have in common.
struct Pass {
  Regularization regularization;
  droplet::Key key{0};  // one a step: `root.fold_in(step)`
  droplet::Mode mode = droplet::Mode::train;
  bool store_masks = false;  // keep masks for backward instead of replaying them

  droplet::Mask dropout(std::size_t block) const noexcept {
    return {regularization.drop, key.fold_in(2 * block), 0, mode};
  }
  droplet::Mask drop_path(std::size_t block) const noexcept {
    return {regularization.drop_path, key.fold_in(2 * block + 1), 0, mode};
  }
};

/// All the memory of training and inference.
struct Model {
  Parameters weights, gradient;
  std::size_t rows;  // samples in the current minibatch, at most `batch`
  std::uint8_t labels[batch];
  float input[batch * pixels];                // (rows, pixels)
  float stream[blocks + 1][batch * width];    // (rows, width): h before each block, after the last
  float activations[blocks][batch * hidden];  // (kept rows, hidden), after ReLU and dropout
  float logits[batch * classes];              // probabilities after `backward`
  float branch[batch * width], path[batch * width];  // (kept rows, width), (rows, width): scratch
  float grad_hidden[batch * hidden], grad_stream[batch * width];  // scratch of backward
  std::uint32_t kept[batch];                                      // rows whose branch survives
  std::uint8_t dropout_masks[blocks][batch * hidden / 8];         // written if Pass::store_masks
  std::uint8_t path_masks[blocks][batch / 8];
  droplet::StatusCode status;  // of the first call to Droplet that failed
};

/// Copies `rows` samples, the ones that `order` names, or the first if it is null.
void load(Model& model, const Sample* samples, const std::uint16_t* order,
          std::size_t rows) noexcept;

/// Computes `logits` of the loaded samples.
void forward(Model& model, const Pass& pass) noexcept;

/// Computes `gradient`, of the mean cross-entropy, after `forward` with the same pass.
void backward(Model& model, const Pass& pass) noexcept;

}  // namespace finetune

#endif
