// SPDX-License-Identifier: MIT
//
// What the kernels take for granted about the mask's shape and about a vocabulary.
#ifndef DROPLET_SRC_KERNEL_LIMITS_HPP
#define DROPLET_SRC_KERNEL_LIMITS_HPP

#include "kernel/draw_and_apply.hpp"

namespace droplet {
namespace detail {

static_assert(word_elements == 8 * sizeof(uint64_t), "word_elements are the bits of a word");
static_assert((block_elements & (block_elements - 1)) == 0,
              "block_elements is a power of 2: the element after the last is the first");
static_assert(digit_count % 2 == 0, "digit_count is even: the steps of a draw go in pairs");
static_assert(digit_count < 8 * sizeof(unsigned),
              "digit_count leaves a bit above the last digit in Steps::digits");

namespace {

static_assert(group_elements == 8 * sizeof(uint32_t),
              "group_elements are the bits that Vocabulary::bits takes");
static_assert(word_elements == 2 * group_elements,
              "word_elements are two groups: Overlapped counts on it");
static_assert(group_elements * sizeof(float) == 128,
              "group_elements are two cache lines: prefetch_ahead fetches as many");

template <class V, class T>
struct IntegerLimits {
  static constexpr unsigned width = width_of<V, T>;
  static_assert(width <= 1 || width == group_elements || group_elements % (2 * width) == 0,
                "integers is 0, 1, group_elements, or 2 * integers divides group_elements");
  static_assert(!V::stores_over_dropped || width <= 1,
                "stores_over_dropped needs integers <= 1: its tail is no partial vector");
  static_assert(!bypasses_caches<V, T> || width * sizeof(T) % 16 == 0,
                "store_nontemporal needs integers of 16 bytes: every vector is aligned to them");
};

template <class V>
struct Limits {
#define DROPLET_LIMIT(T, suffix) static_assert(sizeof(IntegerLimits<V, T>) != 0);
  DROPLET_INTEGER_TYPES(DROPLET_LIMIT)
  static_assert(V::lanes != 0 && V::lane_vectors != 0 &&
                    lane_count % (V::lane_vectors * V::lanes) == 0,
                "lane_vectors * lanes divides lane_count");
  static_assert(!(V::draws_by_call && V::overlaps_draws),
                "draws_by_call excludes overlaps_draws, which draws and applies in one function");
  static_assert(!V::prefetches_past_caches || V::overlaps_draws,
                "prefetches_past_caches needs overlaps_draws, whose kernels prefetch");
  static_assert(V::floats == 1 || (V::floats != 0 && group_elements % (2 * V::floats) == 0),
                "floats is 1, or 2 * floats divides group_elements");
  static_assert(!V::stores_over_dropped || V::floats == 1,
                "stores_over_dropped needs floats == 1: its tail is no partial vector");
  static_assert(!V::converts_by_integers || V::floats > 1,
                "converts_by_integers needs floats > 1: it says what is not done side by side");
  static_assert(
      !bypasses_caches<V, float> || V::floats * sizeof(float) % 16 == 0,
      "store_nontemporal needs floats a multiple of 4: every vector is aligned to 16 bytes");
};

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
