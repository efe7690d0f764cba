// SPDX-License-Identifier: MIT
//
// A mask as it is drawn, read as bits.
#ifndef DROPLET_SRC_MASK_READER_HPP
#define DROPLET_SRC_MASK_READER_HPP

#include "kernel/isa.hpp"
#include "mask/writer.hpp"
#include "traits.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// Brings a lane from its seed to the word that holds element i. Inlined, as it would take stack.
[[gnu::always_inline]] inline void seek_word(uint64_t* state, uint64_t key, const Threshold& t,
                                             uint64_t i) {
  seed_lane(state, static_cast<unsigned>(i / word_elements % lane_count),
            fold_in(key, i / block_elements));
  auto stripe = static_cast<unsigned>(i % block_elements / stripe_elements);
  for (; stripe != 0; --stripe) (void)draw_lane(state, t);
}
// That word.
uint64_t draw_word(uint64_t key, const Threshold& t, uint64_t i);

static_assert(keep_everything == uint64_t{1} << (digit_count + 32),
              "keep_units are digit_count digits and 32 bits of fraction");
inline Threshold threshold_of(const droplet_mask_t& mask) {
  return {mask.rate.fraction, mask.rate.digits};
}

// What decides where all share one decision.
bool first_bit(const droplet_mask_t& mask);

// A word at a time, each from its lane's seed: six times as many draws as StripeReader on average,
// in less code and stack.
class WordReader {
 public:
  WordReader(Isa, const droplet_mask_t& mask, size_t) : mask_(mask), next_(mask.first) {}

  size_t read(size_t n);
  void skip(uint64_t n);
  const uint8_t* bits() const { return reinterpret_cast<const uint8_t*>(&word_); }

 private:
  const droplet_mask_t& mask_;
  static_assert(word_elements <= UINT8_MAX, "left_ and read_ hold word_elements");
  uint8_t left_ = 0;  // as in StripeReader
  uint8_t read_ = 0;
  uint64_t next_;  // the element after those in word_
  uint64_t word_ = 0;
};

// From element `mask.first` on, a stripe at a time, if `total` elements are worth drawing one. What
// is read is also written to `bits`, where these are not null.
class StripeReader {
 public:
  StripeReader(Isa isa, const droplet_mask_t& mask, size_t total, uint8_t* bits = nullptr)
      : isa_(isa) {
    // Without the Isa, which takes a register where it is an empty object too.
    begin(mask, total, bits);
  }

  // Reads the next elements, at most n > 0, and returns how many. Bit 0 of bits() is the first.
  size_t read(size_t n);
  // Passes over the n elements that would be read next.
  void skip(uint64_t n);
  const uint8_t* bits() const { return reinterpret_cast<const uint8_t*>(words_); }

  // Goes to the stripe that is read next, if that is read from its first element on: then whoever
  // draws it from `generator()` may, and writes it to place(). Returns whether it is.
  bool advance_to_stripe();
  Generator& generator() { return generator_; }
  const Threshold& threshold() const { return threshold_; }
  uint8_t* place() const { return writer_.place(); }
  void wrote(size_t n) {
    if (place() != nullptr) writer_.skip(n);
  }

 private:
  void begin(const droplet_mask_t& mask, size_t total, uint8_t* bits);
  void draw_stripe();
  void refill();
  void discard(unsigned elements);

  Isa isa_;
  bool few_;  // word by word: seeding eight lanes would cost more
  Threshold threshold_;
  static_assert(stripe_elements <= UINT16_MAX, "left_ and read_ hold stripe_elements");
  static_assert(block_elements <= UINT16_MAX, "ahead_ holds block_elements");
  uint16_t left_;   // elements in words_ that are not read yet
  uint16_t read_;   // those before them, which the last read() gave out
  uint16_t ahead_;  // from what is drawn next to what is read next, where left_ is 0
  MaskWriter writer_;
  Generator generator_;
  uint64_t words_[lane_count];
};

// Draws the decisions of n elements at once, into `words`, of lane_count, if they are of one word,
// or of one stripe and begin at a byte: without a reader's state, which takes a small call as long
// as its draws. Returns where their bits begin, or null.
const uint8_t* draw_few(Isa isa, const droplet_mask_t& mask, size_t n, uint64_t* words);

// For decisions that rows or channels share.
using RowReader = Conditional<microcontroller, WordReader, StripeReader>;

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
