// SPDX-License-Identifier: MIT
//
// Dropout by many short calls that follow each other in one mask.
#ifndef DROPLET_CURSOR_HPP
#define DROPLET_CURSOR_HPP

#include "droplet/functions.hpp"
#include "droplet/mask.hpp"
#include "droplet/shapes.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// A place in a mask, and what is drawn around it, so that the next call need not draw it again:
/// 232 bytes, the caller's. A copy goes on by itself. It serves one thread at a time. To store it,
/// or to go on with it elsewhere, take its `mask()`; another key, rate or place is a new cursor.
class Cursor {
 public:
  /// None: its mask has no rate, and is refused.
  constexpr Cursor() noexcept = default;
  /// At the mask's `first`.
  constexpr explicit Cursor(const Mask& mask) noexcept : c_{mask.c(), 0, {}, {}} {}
  /// Of droplet.h's.
  constexpr explicit Cursor(const droplet_cursor_t& c) noexcept : c_(c) {}

  /// The mask, whose `first` is the element that decides next.
  [[nodiscard]] constexpr Mask mask() const noexcept { return Mask(c_.mask); }
  /// The same for droplet.h.
  [[nodiscard]] constexpr droplet_cursor_t& c() noexcept { return c_; }

 private:
  droplet_cursor_t c_ = {{{0, 0, 0, 0, 0.0f}, 0, {0, 0, 0}, 0, 0}, 0, {}, {}};
};

/// `dropout` of the next n elements: what it gives by the cursor's mask, in the same bits; then the
/// cursor stands n elements farther on, modulo 2^64. For short calls in sequence, as a layer makes
/// them that computes a few rows at a time: in each, `dropout` draws from the start of its block.
/// Inference, p = 0 and p = 1 go on too, and draw nothing. A call that is refused leaves the cursor
/// where it is; so does a build for inference alone, which does not look at it.
///
/// x, y: n elements, the same or apart; the cursor is in neither, which is not checked.
///
/// Backward: the same calls on the gradient, with a second cursor of the same mask.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_size, null_buffer, overlap.
///
/// Costs each stripe of 512 elements once, in the call that reaches it; the first call in the
/// middle of a block of 4,096 those before it too.
template <class T, class = detail::NoInteger<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode dropout_next(Cursor& cursor, const Same<T>* x,
                                                                 T* y, size_t n) noexcept {
  return detail::call<detail::Functions<T>::dropout_next>(&cursor.c(), x, y, n);
}

/// `dropout_next` of integers, which become what `dropout` makes of them.
///
/// x, y, cursor: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same calls on the gradient, with a second cursor of the same mask.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size, null_buffer,
/// overlap.
template <class T, class = detail::Integer<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode dropout_next(
    Cursor& cursor, const Same<T>* x, T* y, size_t n, Quantization quantization = {}) noexcept {
  return detail::call<detail::IntegerFunctions<T>::dropout_next>(&cursor.c(), x, y, n,
                                                                 quantization);
}

}  // namespace droplet

#endif
