// SPDX-License-Identifier: MIT
//
// Drawing and applying at once, for CPUs that execute out of order. The rules of generator.hpp for
// what ISA files include hold here.
#ifndef DROPLET_SRC_OVERLAPPED_HPP
#define DROPLET_SRC_OVERLAPPED_HPP

#include "elementwise.hpp"
#include "stream.hpp"

namespace droplet {
namespace detail {
namespace {

// Masked loads are the fewest instructions, but a CPU's own prefetcher does not follow them; nor do
// draws leave it the window to run ahead. Two cache lines, a group, 2 KiB ahead: on Zen 3 dropout
// of 16 Mi elements went from 1.31 to 1.00 times y = s x.
inline void prefetch_ahead(const float* x) {
  const char* ahead = reinterpret_cast<const char*>(x) + 2048;
  __builtin_prefetch(ahead);
  __builtin_prefetch(ahead + 64);
}

// Applies the words of one pass while those of the next are drawn: draws need the ALUs, the rest
// the memory. A pass draws as many lanes as are in flight. Where one pass is a stripe, the lanes stay
// in registers; where it is not, the stream holds them: an array of them cost SSE2 9 %. All is
// inlined by force: with -O2 GCC would call apply_next, and take twice as long.
template <class V, bool prefetch, bool nontemporal>
class Overlapped {
  static constexpr unsigned step = V::lane_vectors * V::lanes;  // words of a pass
  static constexpr unsigned passes = lane_count / step;  // of a stripe
  static constexpr unsigned groups = 2 * step;               // of a pass

 public:
  [[gnu::always_inline]] Overlapped(const MaskedScale<V>& op, Stream& stream, const Threshold& t,
                                    const float* x, float* y)
      : op_(op), stream_(stream), steps_(t), x_(x), y_(y) {
    if (passes == 1 && stream.stripe != block_stripes) lanes_.load(stream.lanes.state);
  }

  [[gnu::always_inline]] void run(std::size_t stripes) {
    // No member: with its address out, every store to y might be one to a member (25 % longer).
    alignas(64) std::uint64_t words[2][step];
    draw_pass(words[0], [] {});
    for (std::size_t left = stripes * passes; left != 0; --left) {
      bits_ = reinterpret_cast<const std::uint8_t*>(words[pass_ % 2 ^ 1]);
      const std::uint8_t* const end = bits_ + groups * group_elements / 8;
      if (left != 1) {
        draw_pass(
            words[pass_ % 2], [ this, end ]() __attribute__((always_inline)) {
              if (groups >= digit_count || bits_ != end) apply_next();
            });
      }
      while (bits_ != end) apply_next();
    }
    if (passes == 1) lanes_.store(stream_.lanes.state);
    if constexpr (nontemporal) V::end_nontemporal();
  }

 private:
  template <class Between>
  [[gnu::always_inline]] void draw_pass(std::uint64_t* words, Between between) {
    const unsigned lane = pass_ % passes * step;
    if (lane == 0) fresh_ = next_stripe(stream_, &block_key_, true);
    if (fresh_) lanes_.seed(block_key_, lane);
    if (passes != 1 && !fresh_) lanes_.load(stream_.lanes.state + lane);
    lanes_.draw(steps_, words, between);
    if (passes != 1) lanes_.store(stream_.lanes.state + lane);
    ++pass_;
  }

  [[gnu::always_inline]] void apply_next() {
    if (prefetch) prefetch_ahead(x_);
    apply_group<V, true, nontemporal>(op_, bits_, x_, y_);
    bits_ += group_elements / 8;
    x_ += group_elements;
    y_ += group_elements;
  }

  const MaskedScale<V> op_;
  Stream& stream_;
  const Steps steps_;
  const float* x_;
  float* y_;
  const std::uint8_t* bits_ = nullptr;  // of the group that is applied next
  unsigned pass_ = 0;
  bool fresh_ = false;  // whether this stripe begins a block
  std::uint64_t block_key_ = 0;
  Generators<V, V::lane_vectors> lanes_;
};

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
