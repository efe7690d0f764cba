// SPDX-License-Identifier: MIT
//
// Alpha dropout of single elements; feature_dropout.hpp has that of whole channels.
#ifndef DROPLET_ALPHA_DROPOUT_HPP
#define DROPLET_ALPHA_DROPOUT_HPP

#include <cstddef>

#include "droplet/mask.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// Alpha dropout for SELU networks (Klambauer 2017; PyTorch's definition): kept elements become
/// `a x + b`, dropped ones `a alpha' + b`, with alpha' = -1.7580993408473766,
/// a = 1 / sqrt(keep (1 + (1 - keep) alpha'^2)) and b = -a (1 - keep) alpha', so that mean 0 and
/// variance 1 are preserved. x, y: n float32. With p = 1 everything is +0, as in PyTorch.
[[nodiscard]] Status alpha_dropout(const Mask& mask, const float* x, float* y,
                                   std::size_t n) noexcept;
/// The gradient of `alpha_dropout`: `a * grad_y` where kept, else +0. grad_y, grad_x: n float32.
[[nodiscard]] Status alpha_dropout_backward(const Mask& mask, const float* grad_y, float* grad_x,
                                            std::size_t n) noexcept;

[[gnu::always_inline]] inline Status alpha_dropout(const Mask& mask, const float* x, float* y,
                                                   std::size_t n) noexcept {
  if (detail::is_no_work(x, y)) return Status::ok;
  return detail::status(droplet_alpha_dropout(&mask.c(), x, y, n));
}
[[gnu::always_inline]] inline Status alpha_dropout_backward(const Mask& mask, const float* grad_y,
                                                            float* grad_x, std::size_t n) noexcept {
  if (detail::is_no_work(grad_y, grad_x)) return Status::ok;
  return detail::status(droplet_alpha_dropout_backward(&mask.c(), grad_y, grad_x, n));
}

}  // namespace droplet

#endif
