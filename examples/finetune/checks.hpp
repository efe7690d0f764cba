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

/// The weights after a step on the loaded minibatch, once with replayed and once with stored masks.
/// Planted: the stored dropout mask of block 0, inverted. start: the weights before each, as many
/// as the model has, which has them at last too.
template <class Net>
Verdict replay_equals_stored_masks(Model<Net>& model, Pass pass,
                                   const typename Net::Numbers::Weight* start) noexcept;

/// In inference mode, in place: activations through every operation that their type has, and the
/// logits against those of a network without dropout. Planted: train mode.
template <class Net>
Verdict inference_changes_nothing(Model<Net>& model, Pass pass) noexcept;

#define FINETUNE_CHECKS(N, Size, ...)                                        \
  __VA_ARGS__ Verdict replay_equals_stored_masks(Model<Net<N, Size>>&, Pass, \
                                                 const N::Weight*) noexcept; \
  __VA_ARGS__ Verdict inference_changes_nothing(Model<Net<N, Size>>&, Pass) noexcept;
FINETUNE_EACH_NET(FINETUNE_CHECKS, extern template)

}  // namespace finetune

#endif
