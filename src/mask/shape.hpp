// SPDX-License-Identifier: MIT
//
// The shape of a keep mask (docs/MASK.md, section 1) and the state that draws it.
#ifndef DROPLET_SRC_MASK_SHAPE_HPP
#define DROPLET_SRC_MASK_SHAPE_HPP

#include <stddef.h>
#include <stdint.h>

#include "throws_nothing.hpp"

#include "droplet/mask.hpp"

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "Droplet stores masks as the memory of its words: it supports little-endian targets only"
#endif

// What draws and applies may stand in a section of the user's choice, memory that is faster than
// flash: -DDROPLET_KERNEL_SECTION=.itcm puts each function into a section .itcm.NAME.
#if defined(DROPLET_KERNEL_SECTION)
#define DROPLET_STRING_(name) #name
#define DROPLET_STRING(name) DROPLET_STRING_(name)
#define DROPLET_KERNEL(name) \
  __attribute__((section(DROPLET_STRING(DROPLET_KERNEL_SECTION) DROPLET_STRING_(.name))))
#else
#define DROPLET_KERNEL(name)
#endif

// To count a word's zeros is a call on Cortex-M0+, and on RISC-V without Zbb.
#if (defined(__arm__) && !defined(__ARM_FEATURE_CLZ)) || (defined(__riscv) && !defined(__riscv_zbb))
#define DROPLET_COUNTS_ZEROS_BY_CALL
#endif

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

#if defined(DROPLET_INFERENCE_ONLY)
constexpr bool inference_only = true;
#else
constexpr bool inference_only = false;
#endif

constexpr unsigned lane_count = 8;
constexpr unsigned word_elements = 64;
constexpr unsigned stripe_elements = lane_count * word_elements;  // one word of every lane
constexpr unsigned block_stripes = 8;
constexpr unsigned block_elements = block_stripes * stripe_elements;
constexpr unsigned digit_count = 12;

// A word's keep probability: digits / 2^12 + fraction / 2^44, neither 0 nor 1.
struct Threshold {
  uint32_t fraction;
  uint32_t digits;
};

struct alignas(sizeof(void*) == 8 ? 16 : 8) Lanes {
  uint64_t state[2 * lane_count];  // s0 of every lane, then s1; scalar code keeps pairs
};

// The eight lanes of a key, before the stripe whose first element is `next`. Where that begins a
// block the lanes hold nothing yet: they are seeded when it is drawn.
struct Generator {
  uint64_t key;
  uint64_t next;
  Lanes lanes;
};

// Key::fold_in, compiled once, without any ISA's flags.
uint64_t fold_in(uint64_t key, uint64_t data);

// One lane alone, scalar: for masks so short that seeding eight would cost more, and for the scalar
// kernels, so that an image holds the draw once. `state`: the lane's s0 and s1.
void seed_lane(uint64_t* state, unsigned lane, uint64_t block_key);
uint64_t draw_lane(uint64_t* state, const Threshold& t);

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
