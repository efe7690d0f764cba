// SPDX-License-Identifier: MIT
//
// Draws stripes and applies them at once, in a vocabulary V. The rules of lane_vectors.hpp for what
// ISA files include hold here.
#ifndef DROPLET_SRC_KERNEL_DRAW_AND_APPLY_HPP
#define DROPLET_SRC_KERNEL_DRAW_AND_APPLY_HPP

#include "copy.hpp"
#include "droplet/api.h"
#include "kernel/apply.hpp"
#include "kernel/entries.hpp"
#include "mask/stripe.hpp"

namespace droplet {
namespace detail {
namespace {

// Applies the words of one pass while those of the next are drawn: drawing keeps the ALUs busy, the
// rest the memory. A pass draws V::lane_vectors vectors. Where one pass is a stripe, the lanes stay
// in registers; where it is not, the generator holds them: with an array of its own SSE2 was 9 %
// slower. All is inlined by force: at -O2 GCC would call apply_next, and take twice as long.
template <class V, class Op, Prefetch prefetch, Stores stores>
class Overlapped {
  static constexpr unsigned step = V::lane_vectors * V::lanes;  // words of a pass
  static constexpr unsigned passes = lane_count / step;         // of a stripe
  static constexpr unsigned groups = 2 * step;                  // of a pass
  static constexpr Loads loads =
      masks_loads<V, ElementOf<Op>> && Op::masks_loads ? Loads::masked : Loads::whole;

 public:
  [[gnu::always_inline]] Overlapped(const Op& op, Generator& generator, const Threshold& t)
      : op_(op), generator_(generator), steps_(t) {
    if (passes == 1 && generator.next % block_elements != 0) lanes_.load(generator.lanes.state);
  }

  // Bits that the caller asked for are applied from the buffer that gets them: no branch, no copy.
  [[gnu::always_inline]] void run(size_t stripes, uint8_t* bits) {
    // Not a member: once its address has escaped, any store to y might change one (25 % longer).
    alignas(64) uint64_t here[2][step];
    uint8_t* const words = bits != nullptr ? bits : reinterpret_cast<uint8_t*>(here);
    const size_t wrap = bits != nullptr ? ~size_t{0} : 1;
    const auto words_of = [=](size_t pass) __attribute__((always_inline)) {
      return words + (pass & wrap) * sizeof here[0];
    };
    draw_pass(words_of(0), [] {});
    for (size_t left = stripes * passes; left != 0; --left) {
      bits_ = words_of(pass_ - 1);
      const uint8_t* const end = bits_ + groups * group_elements / 8;
      if (left != 1) {
        draw_pass(
            words_of(pass_), [ this, end ]() __attribute__((always_inline)) {
              if (groups >= digit_count || bits_ != end) apply_next();
            });
      }
      while (bits_ != end) apply_next();
    }
    if (passes == 1) lanes_.store(generator_.lanes.state);
    if constexpr (stores == Stores::past_caches) V::end_nontemporal();
  }

 private:
  template <class Between>
  [[gnu::always_inline]] void draw_pass(uint8_t* words, Between between) {
    const unsigned lane = cast<unsigned>(pass_ % passes * step);
    if (lane == 0) fresh_ = next_stripe<V>(generator_, &block_key_);
    if (fresh_) lanes_.seed(block_key_, lane);
    if (passes != 1 && !fresh_) lanes_.load(generator_.lanes.state + lane);
    lanes_.draw(steps_, reinterpret_cast<uint64_t*>(words), between);
    if (passes != 1) lanes_.store(generator_.lanes.state + lane);
    ++pass_;
  }

  [[gnu::always_inline]] void apply_next() {
    if (prefetch == Prefetch::by_hand) prefetch_ahead<group_elements>(op_.input());
    apply_group<V, loads, stores>(op_, bits_);
    bits_ += group_elements / 8;
    op_.advance(group_elements);
  }

  Op op_;
  Generator& generator_;
  const Steps steps_;
  const uint8_t* bits_ = nullptr;  // of the group that is applied next
  size_t pass_ = 0;
  bool fresh_ = false;  // whether this stripe begins a block
  uint64_t block_key_ = 0;
  LaneVectors<V, V::lane_vectors> lanes_;
};

// Draws each stripe by a call of the kernel for that, and applies it after: if that were inlined,
// the kernel of every Op would hold a copy.
template <class Isa, class V, Stores stores, class Op>
inline void draw_then_apply(Op op, Generator& generator, const Threshold& t, size_t stripes,
                            uint8_t* bits) {
  for (; stripes != 0; --stripes, op.advance(stripe_elements)) {
    uint64_t words[lane_count];
    kernel::draw_stripe<Isa>(generator, t, words);
    const auto* const drawn = reinterpret_cast<const uint8_t*>(words);
    if constexpr (stores == Stores::past_caches) {
      apply_selecting<V, stores>(op, drawn, stripe_elements);
    } else {
      apply_bits<Isa, V>(op, 0, drawn, stripe_elements);
    }
    if (bits == nullptr) continue;
    copy(bits, words, sizeof words);
    bits += sizeof words;
  }
  if constexpr (stores == Stores::past_caches) V::end_nontemporal();
}

// Not inlined: the stack would hold its words beside those of Overlapped.
template <class Isa, class V, class Op>
[[gnu::noinline]] void draw_then_stream(const Op& op, Generator& generator, const Threshold& t,
                                        size_t stripes, uint8_t* bits) {
  draw_then_apply<Isa, V, Stores::past_caches>(op, generator, t, stripes, bits);
}

// Past the caches the memory is busy all the time, and to overlap gains nothing: dropout of 16 Mi
// halves, alpha_dropout and bias_dropout_add took 0.97 to 1.02 of the time without it (AVX2, Zen
// 3). Where loads are masked it gains a sixth: there it prefetches in time. So it does for floats
// of AVX-512: dropout and alpha_dropout took 0.75 of the time, without prefetches 0.92 (Xeon,
// family 6 model 207).
template <class Isa, class V, class Op>
inline void draw_and_apply_stripes(const Op& op, Generator& generator, const Threshold& t,
                                   size_t stripes, uint8_t* bits) {
  if constexpr (!V::overlaps_draws) {
    draw_then_apply<Isa, V, Stores::to_caches>(op, generator, t, stripes, bits);
  } else {
    const auto ready = prepared(op);
    using Prepared = decltype(prepared(op));
    constexpr bool blind = masks_loads<V, ElementOf<Op>> && Op::masks_loads;
    constexpr bool streams_ahead =
        blind || (V::prefetches_past_caches && Op::buffers == 2 && __is_same(ElementOf<Op>, float));
    const size_t bytes = stripes * stripe_elements * sizeof *op.y;
    if constexpr (bypasses_caches<V, ElementOf<Op>>) {
      if (passes_caches(op.input(), op.y, bytes)) {
        if constexpr (streams_ahead) {
          Overlapped<V, Prepared, Prefetch::by_hand, Stores::past_caches>(ready, generator, t)
              .run(stripes, bits);
        } else {
          draw_then_stream<Isa, V>(ready, generator, t, stripes, bits);
        }
        return;
      }
    }
    if constexpr (blind) {
      if (prefetches(op.input(), op.y, bytes)) {
        Overlapped<V, Prepared, Prefetch::by_hand, Stores::to_caches>(ready, generator, t)
            .run(stripes, bits);
        return;
      }
    }
    Overlapped<V, Prepared, Prefetch::no, Stores::to_caches>(ready, generator, t)
        .run(stripes, bits);
  }
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
