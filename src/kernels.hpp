// SPDX-License-Identifier: MIT
//
// What an ISA implements and the operations call: the seam between platform/ and src/.
#ifndef DROPLET_SRC_KERNELS_HPP
#define DROPLET_SRC_KERNELS_HPP

#include <cstddef>
#include <cstdint>

#include "droplet/droplet.hpp"

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "Droplet stores masks as the memory of its words: it supports little-endian targets only"
#endif

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

constexpr unsigned lane_count = 8;
constexpr unsigned word_elements = 64;
constexpr unsigned stripe_elements = lane_count * word_elements;  // one word of every lane
constexpr unsigned block_stripes = 8;
constexpr unsigned block_elements = block_stripes * stripe_elements;
constexpr unsigned digit_count = 12;
constexpr std::uint64_t last_block = ~std::uint64_t{0} / block_elements;  // block 0 is next

// A word's keep probability: digits / 2^12 + fraction / 2^44, neither 0 nor 1.
struct Threshold {
  std::uint32_t fraction;
  std::uint32_t digits;
};

struct alignas(sizeof(void*) == 8 ? 16 : 8) Lanes {
  std::uint64_t state[2 * lane_count];  // s0 of every lane, then s1 of every lane
};

// A place in a key's mask, before stripe `stripe` (0 to 8) of block `block`. At stripe 8 the lanes hold
// nothing: the next stripe begins with the seeding of the next block.
struct Stream {
  std::uint64_t key;
  std::uint64_t block;
  unsigned stripe;
  Lanes lanes;
};

#if !defined(DROPLET_INFERENCE_ONLY)
// Key::fold_in, compiled once for the plainest CPU.
std::uint64_t fold_in(std::uint64_t key, std::uint64_t data) noexcept;

// One lane alone, scalar: for masks so short that seeding eight would cost more, and for the scalar
// kernels, so that an image holds the draw once.
// `state` points to the lane's s0; its s1 stands lane_count behind.
void seed_lane(std::uint64_t* state, unsigned lane, std::uint64_t block_key) noexcept;
std::uint64_t draw_lane(std::uint64_t* state, const Threshold& t) noexcept;
#endif

// Kept elements become factor * x + shift, rounded twice; dropped ones become `dropped`.
struct Affine {
  float factor;
  float shift;
  float dropped;
};

// The kernels of one ISA. Masks are aligned to their data: bit 0 of byte 0 is the element at x; no
// byte past ceil(n / 8) is read. y is x or disjoint from it.
template <class Isa>
struct KernelsOf {
#if !defined(DROPLET_INFERENCE_ONLY)
  // The next stripe's 8 words; advances the stream.
  static void draw_stripe(Stream& stream, const Threshold& t, std::uint64_t* words) noexcept;
  // Draws `stripes` stripes, at least 1, and applies them to stripes * 512 elements; advances the stream.
  static void dropout(Stream& stream, const Threshold& t, const float* x, float* y,
                      std::size_t stripes, float factor) noexcept;
#endif
  // factor * x where kept, else +0.
  static void apply_mask(const std::uint8_t* mask, const float* x, float* y, std::size_t n,
                         float factor) noexcept;
  static void apply_affine(const std::uint8_t* mask, const float* x, float* y, std::size_t n,
                           const Affine& affine) noexcept;
  static void scale(const float* x, float* y, std::size_t n, float factor) noexcept;
  // residual + factor * branch, rounded twice; y may be either.
  static void add_scaled(const float* residual, const float* branch, float* y, std::size_t n,
                         float factor) noexcept;
};

// Declares what an ISA's file defines: an explicit specialization is declared before it is used.
#define DROPLET_DECLARE(isa, kernel) \
  template <>                        \
  decltype(KernelsOf<void>::kernel) KernelsOf<isa>::kernel;
#if defined(DROPLET_INFERENCE_ONLY)
#define DROPLET_DECLARE_GENERATOR(isa)
#else
#define DROPLET_DECLARE_GENERATOR(isa) DROPLET_DECLARE(isa, draw_stripe) DROPLET_DECLARE(isa, dropout)
#endif
#define DROPLET_DECLARE_KERNELS(isa) \
  struct isa;                        \
  DROPLET_DECLARE_GENERATOR(isa)     \
  DROPLET_DECLARE(isa, apply_mask)   \
  DROPLET_DECLARE(isa, apply_affine) DROPLET_DECLARE(isa, scale) DROPLET_DECLARE(isa, add_scaled)

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
