// SPDX-License-Identifier: MIT
//
// Dropout and alpha dropout of whole channels.
#ifndef DROPLET_FEATURE_DROPOUT_HPP
#define DROPLET_FEATURE_DROPOUT_HPP

#include <cstddef>
#include <cstdint>

#include "droplet/mask.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// Where the channels of a feature map stand.
enum class Layout : std::uint8_t {
  // (samples, channels, inner): PyTorch's default, inner = height * width
  channels_first = DROPLET_CHANNELS_FIRST,
  channels_last = DROPLET_CHANNELS_LAST,  // (samples, inner, channels)
};

/// Drops whole channels (Tompson 2015; PyTorch `Dropout1d/2d/3d`). Channel c of sample s is decided
/// by the mask's element `first + s * channels + c`, in both layouts.
/// x, y: samples * channels * inner float32, dense. Backward: the same call on the gradient.
[[nodiscard]] Status feature_dropout(const Mask& mask, const float* x, float* y,
                                     std::size_t samples, std::size_t channels, std::size_t inner,
                                     Layout layout = Layout::channels_first) noexcept;

/// `alpha_dropout` of whole channels (PyTorch `FeatureAlphaDropout`); shapes as `feature_dropout`.
[[nodiscard]] Status feature_alpha_dropout(const Mask& mask, const float* x, float* y,
                                           std::size_t samples, std::size_t channels,
                                           std::size_t inner,
                                           Layout layout = Layout::channels_first) noexcept;
/// The gradient of `feature_alpha_dropout`.
[[nodiscard]] Status feature_alpha_dropout_backward(
    const Mask& mask, const float* grad_y, float* grad_x, std::size_t samples, std::size_t channels,
    std::size_t inner, Layout layout = Layout::channels_first) noexcept;

[[gnu::always_inline]] inline Status feature_dropout(const Mask& mask, const float* x, float* y,
                                                     std::size_t samples, std::size_t channels,
                                                     std::size_t inner, Layout layout) noexcept {
  if (detail::is_no_work(x, y)) return Status::ok;
  return detail::status(droplet_feature_dropout(&mask.c(), x, y, samples, channels, inner,
                                                static_cast<std::uint8_t>(layout)));
}
[[gnu::always_inline]] inline Status feature_alpha_dropout(const Mask& mask, const float* x,
                                                           float* y, std::size_t samples,
                                                           std::size_t channels, std::size_t inner,
                                                           Layout layout) noexcept {
  if (detail::is_no_work(x, y)) return Status::ok;
  return detail::status(droplet_feature_alpha_dropout(&mask.c(), x, y, samples, channels, inner,
                                                      static_cast<std::uint8_t>(layout)));
}
[[gnu::always_inline]] inline Status feature_alpha_dropout_backward(
    const Mask& mask, const float* grad_y, float* grad_x, std::size_t samples, std::size_t channels,
    std::size_t inner, Layout layout) noexcept {
  if (detail::is_no_work(grad_y, grad_x)) return Status::ok;
  return detail::status(droplet_feature_alpha_dropout_backward(
      &mask.c(), grad_y, grad_x, samples, channels, inner, static_cast<std::uint8_t>(layout)));
}

}  // namespace droplet

#endif
