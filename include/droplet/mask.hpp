// SPDX-License-Identifier: MIT
//
// What decides which elements are kept: a key, a rate and a mode.
#ifndef DROPLET_MASK_HPP
#define DROPLET_MASK_HPP

#include <cstdint>
#include <type_traits>

#include "droplet/droplet.h"

namespace droplet {

enum class Mode : std::uint8_t { train = DROPLET_TRAIN, inference = DROPLET_INFERENCE };

namespace detail {
// The finalizer of SplitMix64 (Steele, Lea, Flood 2014; constants by Stafford).
// Always inlined: an out-of-line copy compiled for AVX2 could be the one that the linker keeps.
[[gnu::always_inline]] constexpr std::uint64_t mix64(std::uint64_t z) noexcept {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}
constexpr std::uint64_t golden_gamma = 0x9E3779B97F4A7C15u;

// Not constexpr, so that a bad probability in a constant expression is a compile-time error that
// shows this name.
inline void the_drop_probability_must_be_between_0_and_1() noexcept {}
}  // namespace detail

/// Names a mask without end. Derive one a step, a layer, a rank: `root.fold_in(step).fold_in(7)`.
/// Keys that differ, even by 1, give independent masks (the scheme of JAX's `fold_in`).
struct Key {
  std::uint64_t value;
  [[nodiscard]] constexpr Key fold_in(std::uint64_t data) const noexcept {
    return {detail::mix64(detail::mix64(value + detail::golden_gamma) + data)};
  }
};

/// A drop probability, validated and rounded to a multiple of 2^-44 (half to even) once; 12 bytes.
/// As a constant it costs no floating-point code on the device, and a bad one does not compile.
class Rate {
 public:
  /// `drop_probability` in [0, 1]. Anything else, NaN too, makes a rate that is not `valid()`,
  /// which every operation refuses. No flag of the compiler changes that: the bits decide.
  [[gnu::visibility("hidden")]] constexpr explicit Rate(double drop_probability) noexcept {
    const auto bits = __builtin_bit_cast(std::uint64_t, drop_probability);
    if (bits > __builtin_bit_cast(std::uint64_t, 1.0) &&
        bits != __builtin_bit_cast(std::uint64_t, -0.0)) {
      detail::the_drop_probability_must_be_between_0_and_1();
      return;
    }
    c_ = detail::rate_of(DROPLET_KEEP_UNITS_(drop_probability));
  }
  constexpr explicit Rate(const droplet_rate_t& c) noexcept : c_(c) {}

  /// Whether an operation takes it.
  [[nodiscard]] constexpr bool valid() const noexcept { return detail::is_valid(c_); }
  /// The keep probability as it is drawn, in units of 2^-44: 0 to 2^44.
  [[nodiscard]] constexpr std::uint64_t keep_units() const noexcept {
    return detail::keep_units(c_);
  }
  /// The keep probability as it is drawn.
  [[nodiscard]] constexpr double keep() const noexcept {
    return static_cast<double>(keep_units()) * 0x1p-44;
  }
  /// What kept elements are multiplied by: 1 / keep, rounded to float; 0 where keep is 0.
  [[nodiscard]] constexpr float scale() const noexcept { return c_.scale; }
  /// The same for droplet.h.
  [[nodiscard]] constexpr const droplet_rate_t& c() const noexcept { return c_; }

 private:
  droplet_rate_t c_ = {0, 0, 0, 0, 0.0f};
};

/// Describes a mask: all that decides it. The same descriptor gives the same mask on every
/// machine, so that backward is the same call on the gradient. 32 bytes, trivially copyable, no
/// padding; little-endian machines may store it with a checkpoint as it is:
///
///   byte  0  uint32   f, the keep probability's low 32 of 44 bits
///   byte  4  uint16   T, its high 12 bits (4096: keep everything)
///   byte  6  uint8    mask format, 1 (0: no rate was set, refused)
///   byte  7  uint8    0
///   byte  8  float32  scale
///   byte 12  uint8    mode: 0 train, 1 inference
///   byte 13  uint8[3] 0
///   byte 16  uint64   key
///   byte 24  uint64   first
///
/// An operation takes it only if every byte is as it should be: the format known, f and T together
/// at most 2^44, the zeros 0, the mode 0 or 1, the scale from 1 to 2^44, or 0 where f and T are.
class Mask {
 public:
  constexpr Mask(Rate rate, Key key, std::uint64_t first = 0, Mode mode = Mode::train) noexcept
      : c_{rate.c(), static_cast<std::uint8_t>(mode), {0, 0, 0}, key.value, first} {}
  constexpr explicit Mask(const droplet_mask_t& c) noexcept : c_(c) {}

  [[nodiscard]] constexpr Rate rate() const noexcept { return Rate(c_.rate); }
  [[nodiscard]] constexpr Mode mode() const noexcept { return static_cast<Mode>(c_.mode); }
  [[nodiscard]] constexpr Key key() const noexcept { return {c_.key}; }
  /// The mask's element that decides the call's first element (or row, or channel), modulo 2^64.
  /// A buffer cut into pieces gives the bytes of one call if each piece says where it starts.
  [[nodiscard]] constexpr std::uint64_t first() const noexcept { return c_.first; }

  constexpr void set_rate(Rate rate) noexcept { c_.rate = rate.c(); }
  constexpr void set_mode(Mode mode) noexcept { c_.mode = static_cast<std::uint8_t>(mode); }
  constexpr void set_key(Key key) noexcept { c_.key = key.value; }
  constexpr void set_first(std::uint64_t first) noexcept { c_.first = first; }

  /// The same for droplet.h.
  [[nodiscard]] constexpr const droplet_mask_t& c() const noexcept { return c_; }

 private:
  droplet_mask_t c_;
};
static_assert(sizeof(Mask) == 32 && std::is_trivially_copyable<Mask>::value &&
                  std::is_standard_layout<Mask>::value,
              "the descriptor is a storage format");

}  // namespace droplet

#endif
