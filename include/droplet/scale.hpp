// SPDX-License-Identifier: MIT
//
// A factor for what is kept.
#ifndef DROPLET_SCALE_HPP
#define DROPLET_SCALE_HPP

#include <stdint.h>

#include "droplet/scale.h"

namespace droplet {

/// A factor for what is kept, finite and from 1 to 2^44; operations refuse any other as
/// `bad_option`. It holds a `droplet_scale_t` (scale.h), the float's bits.
class Scale {
 public:
  /// 1: what is kept stays as it is.
  constexpr Scale() noexcept = default;
  /// Of a float.
  constexpr explicit Scale(float value) noexcept : c_{__builtin_bit_cast(uint32_t, value)} {}
  /// Of droplet.h's.
  constexpr explicit Scale(const droplet_scale_t& c) noexcept : c_(c) {}

  /// The float.
  [[nodiscard]] constexpr float value() const noexcept {
    return __builtin_bit_cast(float, c_.bits);
  }
  /// The same for droplet.h.
  [[nodiscard]] constexpr const droplet_scale_t& c() const noexcept { return c_; }
  /// The same for droplet.h to write; null for a null pointer.
  [[nodiscard]] friend constexpr droplet_scale_t* c(Scale* scale) noexcept {
    return scale != nullptr ? &scale->c_ : nullptr;
  }
  /// The same bits.
  [[nodiscard]] constexpr bool operator==(const Scale& other) const noexcept {
    return c_.bits == other.c_.bits;
  }
  /// Other bits.
  [[nodiscard]] constexpr bool operator!=(const Scale& other) const noexcept {
    return !(*this == other);
  }

 private:
  droplet_scale_t c_ = {0x3F800000};
};

}  // namespace droplet

#endif
