// SPDX-License-Identifier: MIT
//
// Dropout of single elements, its mask alone, and a stored mask applied.
#ifndef DROPLET_DROPOUT_HPP
#define DROPLET_DROPOUT_HPP

#include <cstddef>
#include <cstdint>

#include "droplet/mask.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// Inverted dropout (Hinton 2012; Srivastava 2014; PyTorch `dropout`): kept elements become
/// `x * rate.scale()`, dropped ones +0, selected, so that a dropped NaN is 0 too.
/// x, y: n float32. bits: null, or ceil(n / 8) bytes that receive the mask, disjoint from both.
/// Backward: the same call on the gradient. Pieces: advance `first`.
[[nodiscard]] Status dropout(const Mask& mask, const float* x, float* y, std::size_t n,
                             std::uint8_t* bits = nullptr) noexcept;

/// The mask that `dropout` would use, for n elements: ceil(n / 8) bytes.
[[nodiscard]] Status fill_mask(const Mask& mask, std::uint8_t* bits, std::size_t n) noexcept;

/// Applies a stored mask, drawn or the caller's own: `x * rate.scale()` where its bit is 1, else
/// +0. The bits decide alone, but p = 1 writes +0 everywhere; p = 0 has a scale of 1; there is no
/// mode. x, y: n float32; bits: ceil(n / 8) bytes, disjoint from both; the last byte's unused bits
/// are ignored.
[[nodiscard]] Status apply_mask(const Rate& rate, const std::uint8_t* bits, const float* x,
                                float* y, std::size_t n) noexcept;

[[gnu::always_inline]] inline Status dropout(const Mask& mask, const float* x, float* y,
                                             std::size_t n, std::uint8_t* bits) noexcept {
  if (detail::is_no_work(x, y) && bits == nullptr) return Status::ok;
  return detail::status(droplet_dropout(&mask.c(), x, y, n, bits));
}
[[gnu::always_inline]] inline Status fill_mask(const Mask& mask, std::uint8_t* bits,
                                               std::size_t n) noexcept {
  return detail::status(droplet_fill_mask(&mask.c(), bits, n));
}
[[gnu::always_inline]] inline Status apply_mask(const Rate& rate, const std::uint8_t* bits,
                                                const float* x, float* y, std::size_t n) noexcept {
  return detail::status(droplet_apply_mask(&rate.c(), bits, x, y, n));
}

}  // namespace droplet

#endif
