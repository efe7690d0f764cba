// SPDX-License-Identifier: MIT
//
// Droplet: dropout and drop path over buffers that the caller owns.
//
// Terms: p is the drop probability, keep = 1 - p. Sizes count elements, not bytes, unless a name
// says so. A Mask describes a mask, bits are one as it is stored: 1 bit an element, least
// significant bit first, 1 = kept, ceil(n / 8) bytes, the unused high bits of the last byte 0; bit
// 0 is the first element of its own call.
//
// Every operation is the function of droplet.h whose name begins with droplet_. It
// - returns a Status and has written nothing when that is not `ok`; it never throws, allocates,
//   prints, or keeps state: any number of threads may call it at once;
// - checks in this order: the descriptor, options, sizes, null buffers, overlap;
// - works in place (the same pointer) or on disjoint buffers, of any element alignment;
// - with no elements checks the first two alone and touches nothing, null pointers included (but
//   kept_rows writes its count, 0);
// - in inference mode, or with p = 0, drops nothing: it is the identity, no work in place and a
//   copy otherwise, and what adds adds every row; else with p = 1 it drops everything. Neither
//   draws;
// - gives the same bits on every machine and by every compiler, whatever its flags, but for NaN
//   payloads, and subnormals that ARMv7 NEON, Helium or the caller's own mode flush to zero.
//   docs/MASK.md is the contract.
// - costs O(n) time and, on Cortex-A and x86, less than 1 KiB of stack. On x86 `dropout` and
//   `apply_mask` store past the caches where x and y, apart, are 32 MiB each or more.
#ifndef DROPLET_DROPLET_HPP
#define DROPLET_DROPLET_HPP

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "droplet/droplet.h"

namespace droplet {

enum class Status : std::uint8_t {
  ok = DROPLET_OK,
  bad_descriptor = DROPLET_BAD_DESCRIPTOR,    // null, or bytes that no rate and no mode have
  unknown_format = DROPLET_UNKNOWN_FORMAT,    // of a mask that this release does not draw
  bad_probability = DROPLET_BAD_PROBABILITY,  // outside [0, 1], NaN, or never set
  bad_option = DROPLET_BAD_OPTION,            // a layout that does not exist
  bad_size = DROPLET_BAD_SIZE,                // bytes overflow size_t, or a count is not the mask's
  null_buffer = DROPLET_NULL_BUFFER,          // where elements were to be read or written
  overlap = DROPLET_OVERLAP,                  // of two buffers in part, or of a mask and its data
};

/// A sentence for people, never null: what is wrong and how to mend it.
[[nodiscard]] const char* describe(Status status) noexcept;

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

/// batch: one decision, the mask's element `first`, for all rows (torchvision's `mode="batch"`);
/// else row r is decided by element `first + r` (timm, torchvision's `mode="row"`).
/// unscaled: surviving rows stay as they are (timm's `scale_by_keep=False`); else they are
/// multiplied by 1 / keep.
using PathOptions = droplet_path_options;

/// Drop path, or stochastic depth (Huang 2016; timm `drop_path`): whole rows survive or become +0.
/// x, y: rows * row_length float32, dense. Backward: the same call on the gradient.
[[nodiscard]] Status drop_path(const Mask& mask, const float* x, float* y, std::size_t rows,
                               std::size_t row_length, PathOptions options = {}) noexcept;

/// `y = residual + drop_path(branch)` in one pass; y may be the residual or the branch. Where y is
/// the residual a dropped row costs nothing. A product is rounded before it is added (no FMA).
/// residual, branch, y: rows * row_length float32. Inference and p = 0 add every row, unscaled.
/// Backward: the residual's gradient is y's, the branch's is `drop_path` of it.
[[nodiscard]] Status drop_path_add(const Mask& mask, const float* residual, const float* branch,
                                   float* y, std::size_t rows, std::size_t row_length,
                                   PathOptions options = {}) noexcept;

/// The rows that survive, ascending, before the branch is computed: whoever drops a row need not
/// compute it. `kept`: room for `rows` indices, of which `*kept_count` are written.
/// Errors: `bad_size` also for more than 2^32 rows.
[[nodiscard]] Status kept_rows(const Mask& mask, std::size_t rows, std::uint32_t* kept,
                               std::size_t* kept_count, PathOptions options = {}) noexcept;

/// `drop_path_add` with a compact branch: row j of `branch` belongs to the j-th surviving row.
/// residual, y: rows * row_length float32; y is the residual or disjoint from it. branch:
/// kept_count * row_length float32, disjoint from y. Errors: `bad_size` also where `kept_count` is
/// not what `kept_rows` gives for the same d, rows and options.
[[nodiscard]] Status drop_path_scatter_add(const Mask& mask, const float* residual,
                                           const float* branch, std::size_t kept_count, float* y,
                                           std::size_t rows, std::size_t row_length,
                                           PathOptions options = {}) noexcept;

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

/// Alpha dropout for SELU networks (Klambauer 2017; PyTorch's definition): kept elements become
/// `a x + b`, dropped ones `a alpha' + b`, with alpha' = -1.7580993408473766,
/// a = 1 / sqrt(keep (1 + (1 - keep) alpha'^2)) and b = -a (1 - keep) alpha', so that mean 0 and
/// variance 1 are preserved. x, y: n float32. With p = 1 everything is +0, as in PyTorch.
[[nodiscard]] Status alpha_dropout(const Mask& mask, const float* x, float* y,
                                   std::size_t n) noexcept;
/// The gradient of `alpha_dropout`: `a * grad_y` where kept, else +0. grad_y, grad_x: n float32.
[[nodiscard]] Status alpha_dropout_backward(const Mask& mask, const float* grad_y, float* grad_x,
                                            std::size_t n) noexcept;

/// `alpha_dropout` of whole channels (PyTorch `FeatureAlphaDropout`); shapes as `feature_dropout`.
[[nodiscard]] Status feature_alpha_dropout(const Mask& mask, const float* x, float* y,
                                           std::size_t samples, std::size_t channels,
                                           std::size_t inner,
                                           Layout layout = Layout::channels_first) noexcept;
/// The gradient of `feature_alpha_dropout`.
[[nodiscard]] Status feature_alpha_dropout_backward(
    const Mask& mask, const float* grad_y, float* grad_x, std::size_t samples, std::size_t channels,
    std::size_t inner, Layout layout = Layout::channels_first) noexcept;

/// The instruction set that operations use on this machine: "scalar", "sse2", "avx2", "avx512",
/// "neon", "helium".
[[nodiscard]] const char* isa_name() noexcept;

}  // namespace droplet

#include "droplet/calls.hpp"

#endif
