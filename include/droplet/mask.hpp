// SPDX-License-Identifier: MIT
//
// What decides which elements are kept: a key, a rate and a mode.
#ifndef DROPLET_MASK_HPP
#define DROPLET_MASK_HPP

#include <stddef.h>
#include <stdint.h>

#include "droplet/mask.h"

namespace droplet {

/// Whether a mask is drawn. It travels with each call and is never a global: Monte Carlo dropout is
/// `train` at inference. A build for inference alone has no such choice, and is the identity.
enum class Mode : uint8_t {
  train = DROPLET_TRAIN,          ///< the mask is drawn
  inference = DROPLET_INFERENCE,  ///< nothing is dropped
};

namespace detail {
// The finalizer of SplitMix64 (Steele, Lea, Flood 2014; constants by Stafford).
// Always inlined: an out-of-line copy compiled for AVX2 could be the one that the linker keeps.
[[gnu::always_inline]] DROPLET_WRAPS_ constexpr uint64_t mix64(uint64_t z) noexcept {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}
constexpr uint64_t golden_gamma = 0x9E3779B97F4A7C15u;

// Not constexpr, so that a bad constant is a compile-time error that shows its name.
inline void the_drop_probability_must_be_between_0_and_1() noexcept {}
inline void the_number_of_draws_must_be_between_1_and_12() noexcept {}
}  // namespace detail

/// Names a mask without end. Derive one a layer and one a step: the same key at every step drops
/// the same elements at every step. Keys that differ, even by 1, give independent masks; but do not
/// count steps by adding 1 where layers have neighbouring keys, as layer 1 would have at the next
/// step the mask that layer 2 has now.
struct Key {
  uint64_t value = 0;  ///< any
  /// A key derived from this one (the scheme of JAX's `fold_in`). Data of 2^64 - 1, 2^64 - 2 and
  /// 2^64 - 3 are reserved: `sample_rows` and `fractal_mask` draw from them.
  [[nodiscard, gnu::always_inline]] DROPLET_WRAPS_ constexpr Key fold_in(
      uint64_t data) const noexcept {
    return {detail::mix64(detail::mix64(value + detail::golden_gamma) + data)};
  }
  /// The same key.
  [[nodiscard]] constexpr bool operator==(const Key& other) const noexcept {
    return value == other.value;
  }
  /// Another key.
  [[nodiscard]] constexpr bool operator!=(const Key& other) const noexcept {
    return value != other.value;
  }
};

/// A drop probability, validated and rounded to a multiple of 2^-44 (half to even) once; 12 bytes.
/// As a constant it costs no code on the device, and a bad one does not compile. At run time it
/// costs as much as dropout of some dozens of elements: keep it in the layer.
class Rate {
 public:
  /// None: not `valid()`.
  constexpr Rate() noexcept = default;
  /// `drop_probability` in [0, 1]. Anything else, NaN too, makes a rate that is not `valid()`,
  /// which every operation refuses. No flag of the compiler changes that: the bits decide.
  DROPLET_HIDDEN_ constexpr explicit Rate(double drop_probability) noexcept {
    const uint64_t p = detail::bits_of(drop_probability);
    if (!detail::is_probability(p)) {
      detail::the_drop_probability_must_be_between_0_and_1();
      return;
    }
    c_ = detail::rate_of(detail::units_of(p));
  }
  /// Of droplet.h's.
  constexpr explicit Rate(const droplet_rate_t& c) noexcept : c_(c) {}
  /// The nearest rate that costs at most `draws` draws for 64 elements, 1 to 12, where others cost
  /// up to 13: the keep probability is rounded, half to even, to a multiple of 2^-draws, and
  /// becomes 0 or 1 only for a drop probability of 1 or 0. 0.125 costs 3 draws, 0.1 costs 13, and
  /// 0.1 of 4 draws is 0.125. Not valid for other numbers of draws.
  [[nodiscard]] DROPLET_HIDDEN_ static constexpr Rate of_draws(double drop_probability,
                                                               uint32_t draws) noexcept {
    if (draws < 1 || draws > 12) {
      detail::the_number_of_draws_must_be_between_1_and_12();
      return {};
    }
    const uint64_t p = detail::bits_of(drop_probability);
    if (!detail::is_probability(p)) {
      detail::the_drop_probability_must_be_between_0_and_1();
      return {};
    }
    return Rate(detail::rate_of(detail::units_of_draws(p, draws)));
  }

  /// Whether an operation takes it.
  [[nodiscard]] constexpr bool valid() const noexcept { return detail::is_valid(c_); }
  /// The keep probability as it is drawn, in units of 2^-44: 0 to 2^44.
  [[nodiscard]] constexpr uint64_t keep_units() const noexcept { return detail::keep_units(c_); }
  /// The keep probability as it is drawn.
  [[nodiscard]] constexpr double keep() const noexcept {
    return static_cast<double>(keep_units()) * 0x1p-44;
  }
  /// What kept elements are multiplied by: 1 / keep, rounded to float; 0 where keep is 0.
  [[nodiscard]] constexpr float scale() const noexcept { return c_.scale; }
  /// The quantisation scale of a tensor of integers after unscaled dropout, from the one before:
  /// times `scale()`, and the same where all is dropped. In inference, where nothing is, the scale
  /// stays what it is. A power of 2 stays one where keep is one: `Rate{0.5}`, or `of_draws(0.75,
  /// 2)`. Only elements change by it: an int32 bias in units of this scale times a weight's must be
  /// requantised as well.
  [[nodiscard]] constexpr float tensor_scale(float scale) const noexcept {
    return keep_units() != 0 ? scale * c_.scale : scale;
  }
  /// The same for droplet.h.
  [[nodiscard]] constexpr const droplet_rate_t& c() const noexcept { return c_; }
  /// The same bytes.
  [[nodiscard]] constexpr bool operator==(const Rate& other) const noexcept {
    return keep_units() == other.keep_units() && c_.format == other.c_.format &&
           c_.reserved == other.c_.reserved &&
           __builtin_bit_cast(uint32_t, c_.scale) == __builtin_bit_cast(uint32_t, other.c_.scale);
  }
  /// Other bytes.
  [[nodiscard]] constexpr bool operator!=(const Rate& other) const noexcept {
    return !(*this == other);
  }

 private:
  droplet_rate_t c_ = {0, 0, 0, 0, 0.0f};
};

/// Describes a mask: all that decides it. The same descriptor gives the same mask on every machine,
/// so that backward is the same call on the gradient. It holds a `droplet_mask_t` (mask.h), whose
/// 32 bytes little-endian machines may store with a checkpoint as they are.
class Mask {
 public:
  /// None: its rate is not `valid()`.
  constexpr Mask() noexcept = default;
  /// The mask of `key` from element `first` on.
  constexpr Mask(Rate rate, Key key, uint64_t first = 0, Mode mode = Mode::train) noexcept
      : c_{rate.c(), static_cast<uint8_t>(mode), {0, 0, 0}, key.value, first} {}
  /// Of droplet.h's.
  constexpr explicit Mask(const droplet_mask_t& c) noexcept : c_(c) {}

  /// The drop probability.
  [[nodiscard]] constexpr Rate rate() const noexcept { return Rate(c_.rate); }
  /// Whether it is drawn.
  [[nodiscard]] constexpr Mode mode() const noexcept { return static_cast<Mode>(c_.mode); }
  /// Its name.
  [[nodiscard]] constexpr Key key() const noexcept { return {c_.key}; }
  /// The mask's element that decides the first element of a call, modulo 2^64. It counts what is
  /// decided: elements, or rows, or channels; each operation says which. A buffer cut into pieces
  /// gives the bytes of one call if each piece says where it starts, but a cut costs: each call
  /// draws from the start of its block of 4,096. Begin pieces at multiples of 4,096, or give short
  /// pieces keys of their own. (docs/SIZES.md has what a call costs inside a block.)
  [[nodiscard]] constexpr uint64_t first() const noexcept { return c_.first; }

  /// What a layer passes at a step: this, with the key `key().fold_in(step)`. Count steps in the
  /// trainer, not in the layer: backward, recomputation and finite differences need the step of
  /// their forward pass. Each sample of Monte Carlo dropout needs a step, or a key, of its own.
  [[nodiscard]] constexpr Mask at(uint64_t step) const noexcept {
    Mask mask = *this;
    mask.set_key(key().fold_in(step));
    return mask;
  }

  /// Another drop probability.
  constexpr void set_rate(Rate rate) noexcept { c_.rate = rate.c(); }
  /// Another mode.
  constexpr void set_mode(Mode mode) noexcept { c_.mode = static_cast<uint8_t>(mode); }
  /// Another key.
  constexpr void set_key(Key key) noexcept { c_.key = key.value; }
  /// Another start, for a piece.
  constexpr void set_first(uint64_t first) noexcept { c_.first = first; }

  /// The same for droplet.h.
  [[nodiscard]] constexpr const droplet_mask_t& c() const noexcept { return c_; }
  /// The same bytes.
  [[nodiscard]] constexpr bool operator==(const Mask& other) const noexcept {
    return rate() == other.rate() && c_.mode == other.c_.mode && c_.key == other.c_.key &&
           c_.first == other.c_.first && c_.reserved[0] == other.c_.reserved[0] &&
           c_.reserved[1] == other.c_.reserved[1] && c_.reserved[2] == other.c_.reserved[2];
  }
  /// Other bytes.
  [[nodiscard]] constexpr bool operator!=(const Mask& other) const noexcept {
    return !(*this == other);
  }

 private:
  droplet_mask_t c_ = {{0, 0, 0, 0, 0.0f}, 0, {0, 0, 0}, 0, 0};
};
static_assert(sizeof(Mask) == 32 && __is_trivially_copyable(Mask) && __is_standard_layout(Mask),
              "the descriptor is a storage format");

/// The bytes of a stored mask of n elements: ceil(n / 8).
[[nodiscard, gnu::always_inline]] constexpr size_t mask_bytes(size_t n) noexcept {
  return DROPLET_MASK_BYTES(n);
}

}  // namespace droplet

#endif
