// SPDX-License-Identifier: MIT
//
// A descriptor's mask: read as bits, written as bytes.
#ifndef DROPLET_SRC_MASK_HPP
#define DROPLET_SRC_MASK_HPP

#include <string.h>

#include <type_traits>

#include "isa.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// Neither draws: an operation that keeps all is the identity, one that drops all writes zeros.
inline bool keeps_all(const droplet_mask_t& d) noexcept {
  return inference_only || d.mode != DROPLET_TRAIN || keep_units(d.rate) == keep_everything;
}
inline bool drops_all(const droplet_mask_t& d) noexcept { return keep_units(d.rate) == 0; }

inline void copy(const float* x, float* y, std::size_t n) noexcept {
  if (x != y) memcpy(y, x, n * sizeof(float));
}

constexpr std::size_t mask_bytes(std::size_t n) noexcept { return n / 8 + (n % 8 != 0 ? 1 : 0); }

// n ones, or zeros.
void fill_constant_mask(bool bit, std::uint8_t* mask, std::size_t n) noexcept;

#if !defined(DROPLET_INFERENCE_ONLY)

// Reads a mask that is drawn, one word at a time, each from its lane's seed: 6 times the draws of
// MaskReader, in 140 bytes less.
class WordReader {
 public:
  WordReader(KernelsHandle, const droplet_mask_t& d, std::size_t) noexcept
      : d_(d), next_(d.first) {}

  std::size_t read(std::size_t n) noexcept;
  const std::uint8_t* bits() const noexcept {
    return reinterpret_cast<const std::uint8_t*>(&word_);
  }
  bool bit(std::size_t i) const noexcept { return (word_ >> i & 1) != 0; }

 private:
  const droplet_mask_t& d_;
  static_assert(word_elements <= UINT8_MAX, "left_ and read_ hold word_elements");
  std::uint8_t left_ = 0;  // as in MaskReader
  std::uint8_t read_ = 0;
  std::uint64_t next_;
  std::uint64_t word_ = 0;
};

// Reads a mask that is drawn, from element `d.first` on, `total` elements at most.
class MaskReader {
 public:
  MaskReader(KernelsHandle kernels, const droplet_mask_t& d, std::size_t total) noexcept;

  // Reads the next elements, at most n > 0, and returns how many. Bit 0 of bits() is the first.
  std::size_t read(std::size_t n) noexcept;
  const std::uint8_t* bits() const noexcept {
    return reinterpret_cast<const std::uint8_t*>(words_);
  }

  bool bit(std::size_t i) const noexcept { return (words_[i / 64] >> (i % 64) & 1) != 0; }

  // Draws and applies as many whole stripes as stand next within n elements; returns the elements.
  std::size_t dropout(const float* x, float* y, std::size_t n, float factor) noexcept;

 private:
  void draw_stripe() noexcept;
  void refill() noexcept;
  void discard(unsigned elements) noexcept;

  KernelsHandle kernels_;
  bool few_;  // word by word: seeding eight lanes would cost more
  Threshold threshold_;
  static_assert(stripe_elements <= UINT16_MAX, "left_ and read_ hold stripe_elements");
  std::uint16_t left_ = 0;  // elements in words_ that are not read yet,
  std::uint16_t read_ = 0;  // behind those that the last read() gave out
  std::uint64_t next_;      // the index in the key's mask of the element after those in words_
  Stream stream_;
  std::uint64_t words_[lane_count];
};

// For decisions that rows or channels share.
using RowReader = std::conditional_t<microcontroller, WordReader, MaskReader>;

// Appends bits to a mask.
class MaskWriter {
 public:
  explicit MaskWriter(std::uint8_t* out) noexcept : out_(out) {}
  void append(const std::uint8_t* bits, std::size_t n) noexcept;
  void finish() noexcept {
    if (used_ != 0) *out_ = static_cast<std::uint8_t>(carry_);
  }

 private:
  std::uint8_t* out_;
  unsigned carry_ = 0;  // the bits of the byte that is not full yet
  unsigned used_ = 0;   // their number, 0 to 7
};

#endif

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
