// SPDX-License-Identifier: MIT
//
// Dropout by several cores, each of which draws and touches a share of the words.
#ifndef DROPLET_SHARES_HPP
#define DROPLET_SHARES_HPP

#include "droplet/functions.hpp"
#include "droplet/mask.hpp"
#include "droplet/shapes.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// One core's share of `dropout`, for cores that divide a call between them: all shares together,
/// in any order or at once, give the bytes of the one call. Element i belongs to share `(first + i)
/// / 64` modulo the number of shares, as 64 elements are decided by a word of one of eight lanes:
/// so no core draws what is another's, where pieces of a block of 4,096 elements each draw what
/// stands before them. Where pieces may be whole blocks, `dropout` of them is as good, and faster
/// on a core with vectors, which draw all lanes at once.
///
/// x, y: the whole call's n elements, the same or apart. bits: null, or the whole call's ceil(n /
/// 8) bytes, apart from both, of which the share's words are written; the last byte's unused bits,
/// 0, are its word's. share: of 1, 2, 4 or 8, and with bits a `first` that is a multiple of 8, as
/// else two cores would write a byte; otherwise bad_option. In inference, with p = 0 and with p = 1
/// too nothing but the share's words is touched. In a build for inference alone `first` counts as
/// 0.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size, null_buffer,
/// overlap.
///
/// Costs the share's part of the draws, one lane after another, a call of a kernel for each 64
/// elements, and where it begins within a block what its lanes draw before.
template <class T, class = detail::NoInteger<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode dropout_share(
    const Mask& mask, const Same<T>* x, T* y, size_t n, Share share,
    uint8_t* bits = nullptr) noexcept {
  return detail::call<detail::Functions<T>::dropout_share>(&mask.c(), x, y, n, share, bits);
}

/// `dropout_share` of integers, which become what `dropout` makes of them.
///
/// x, y, bits, share: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size, null_buffer,
/// overlap.
template <class T, class = detail::Integer<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode dropout_share(
    const Mask& mask, const Same<T>* x, T* y, size_t n, Share share, Quantization quantization = {},
    uint8_t* bits = nullptr) noexcept {
  return detail::call<detail::IntegerFunctions<T>::dropout_share>(&mask.c(), x, y, n, share,
                                                                  quantization, bits);
}

/// One core's share of `fill_mask`: the words that `dropout_share` of the same share decides by.
///
/// bits: the whole call's ceil(n / 8) bytes, of which the share's words are written, as by
/// `dropout_share`. share: of 1, 2, 4 or 8, and a `first` that is a multiple of 8, else bad_option.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, null_buffer.
[[nodiscard, gnu::always_inline]] inline StatusCode fill_mask_share(const Mask& mask, uint8_t* bits,
                                                                    size_t n,
                                                                    Share share) noexcept {
  return detail::status(droplet_fill_mask_share(&mask.c(), bits, n, share));
}

/// One core's share of `apply_mask`: of a stored mask, which has no `first`, element i belongs to
/// share `i / 64` modulo the number of shares. With p = 1 too nothing else is touched. These are
/// the words of `fill_mask_share` where `first` is a multiple of 64 times the number of shares;
/// else all cores must have filled theirs before one applies its own.
///
/// x, y, bits: the whole call's, as `apply_mask` takes them. share: of 1, 2, 4 or 8, else
/// bad_option.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size, null_buffer,
/// overlap.
template <class T, class = detail::NoInteger<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode apply_mask_share(
    const Rate& rate, const uint8_t* bits, const Same<T>* x, T* y, size_t n, Share share) noexcept {
  return detail::call<detail::Functions<T>::apply_mask_share>(&rate.c(), bits, x, y, n, share);
}

/// `apply_mask_share` of integers, which become what `dropout` makes of them.
///
/// x, y, bits, share: as above. zero_point: any that the type holds, of int16 0.
///
/// Backward: the same call on the gradient.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size, null_buffer,
/// overlap.
template <class T, class = detail::Integer<T>>
[[nodiscard, gnu::always_inline]] inline StatusCode apply_mask_share(
    const Rate& rate, const uint8_t* bits, const Same<T>* x, T* y, size_t n, Share share,
    Quantization quantization = {}) noexcept {
  return detail::call<detail::IntegerFunctions<T>::apply_mask_share>(&rate.c(), bits, x, y, n,
                                                                     share, quantization);
}

}  // namespace droplet

#endif
