// SPDX-License-Identifier: MIT
//
// What the example claims, checked bit for bit; for firmware as it is.
#ifndef DROPLET_EXAMPLES_FINETUNE_CHECKS_HPP
#define DROPLET_EXAMPLES_FINETUNE_CHECKS_HPP

#include "model.hpp"

namespace finetune {

struct Verdict {
  bool equal;    // every bit was the same
  bool noticed;  // and the comparison does see a planted difference
  bool ok() const noexcept { return equal && noticed; }
};

/// Gradients of the loaded minibatch, once with replayed and once with stored masks. Planted: the
/// stored dropout mask of block 0, inverted. scratch: overwritten.
Verdict replay_equals_stored_masks(Model& model, Pass pass, Parameters& scratch) noexcept;

/// In inference mode, in place: activations through every operation, and the logits against those
/// of a network without dropout. Planted: train mode. scratch: overwritten.
Verdict inference_changes_nothing(Model& model, Pass pass, Parameters& scratch) noexcept;

}  // namespace finetune

#endif
