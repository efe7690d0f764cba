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
// the memory. A pass draws as many lanes as are in flight. Where one pass is a row, the lanes stay
// in registers; where it is not, the stream holds them: an array of them cost SSE2 9 %.
template <class V, bool prefetch, bool nontemporal>
[[gnu::always_inline]] inline void overlapped(const MaskedScale<V>& op, Stream& stream,
                                              const Threshold& t, const float* x, float* y,
                                              std::size_t rows) {
  constexpr unsigned step = V::in_flight * V::words;  // words of a pass
  constexpr unsigned passes = lane_count / step;      // of a row
  constexpr unsigned groups = 2 * step;
  alignas(64) std::uint64_t words[2][step];
  Generators<V, V::in_flight> lanes;
  if (passes == 1 && stream.row != block_rows) lanes.load(stream.lanes.state);
  const Steps steps(t);
  unsigned pass = 0;
  bool fresh = false;
  std::uint64_t block_key = 0;
  const auto draw_pass = [&](auto between) {
    const unsigned lane = pass % passes * step;
    if (lane == 0) fresh = next_row(stream, &block_key, true);
    if (fresh) lanes.seed(block_key, lane);
    if (passes != 1 && !fresh) lanes.load(stream.lanes.state + lane);
    lanes.draw(steps, words[pass % 2], between);
    if (passes != 1) lanes.store(stream.lanes.state + lane);
    ++pass;
  };
  const std::uint8_t* bits = nullptr;
  const auto apply_next = [&] {
    if (prefetch) prefetch_ahead(x);
    apply_group<V, true, nontemporal>(op, bits, x, y);
    bits += group_elements / 8;
    x += group_elements;
    y += group_elements;
  };
  draw_pass([] {});
  for (std::size_t left = rows * passes; left != 0; --left) {
    bits = reinterpret_cast<const std::uint8_t*>(words[pass % 2 ^ 1]);
    const std::uint8_t* const end = bits + groups * group_elements / 8;
    if (left != 1) {
      draw_pass([&] {
        if (groups < digit_count && bits == end) return;
        apply_next();
      });
    }
    while (bits != end) apply_next();
  }
  if (passes == 1) lanes.store(stream.lanes.state);
  if constexpr (nontemporal) V::end_nontemporal();
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
