// SPDX-License-Identifier: MIT
#ifndef DROPLET_EXAMPLES_FINETUNE_GRADIENT_CHECK_HPP
#define DROPLET_EXAMPLES_FINETUNE_GRADIENT_CHECK_HPP

#include "model.hpp"

namespace finetune {

/// The loaded minibatch's gradient, that is what a step of length 1 takes from the weights, against
/// central differences of the loss, along each tensor's gradient: the largest relative error over
/// the tensors. With dropout the loss is a function like any other, as the same pass draws the same
/// masks. Of floats alone: where activations are rounded the loss is a staircase.
double largest_gradient_error(Model<Net<Float, Large>>& model, const Pass& pass);

}  // namespace finetune

#endif
