// SPDX-License-Identifier: MIT
#ifndef DROPLET_EXAMPLES_FINETUNE_LOSS_HPP
#define DROPLET_EXAMPLES_FINETUNE_LOSS_HPP

#include <cstddef>
#include <cstdint>

namespace finetune {

/// The gradient of the cross-entropy after softmax, of the mean over the rows. logits, dlogits:
/// (rows, classes), apart; labels: (rows).
void loss_gradient(const float* logits, const std::uint8_t* labels, float* dlogits,
                   std::size_t rows) noexcept;

/// The same in Int8's fixed point, of the sum over the rows: a mean would lose digits.
void loss_gradient(const std::int32_t* logits, const std::uint8_t* labels, std::int16_t* dlogits,
                   std::size_t rows) noexcept;

}  // namespace finetune

#endif
