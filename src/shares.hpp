// SPDX-License-Identifier: MIT
//
// A core's share of a call: the words of the mask whose index, modulo the number of shares, is the
// core's.
#ifndef DROPLET_SRC_SHARES_HPP
#define DROPLET_SRC_SHARES_HPP

#include "check.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// The last check of options, after the descriptor. Two cores would write the byte that holds bits
// of two words.
droplet_status_t check_share(const droplet_mask_t* mask, droplet_share_t share, bool writes_bits);
inline bool is_share(droplet_share_t share) {
  return share.index < share.count && share.count <= lane_count &&
         (share.count & (share.count - 1)) == 0;
}

// An inference-only build does not look at the descriptor, and counts from the call's first.
inline uint64_t first_of(const droplet_mask_t* mask) { return inference_only ? 0 : mask->first; }

// The words of the share in a call of n elements from `first` on, ascending.
class ShareWords {
 public:
  ShareWords(uint64_t first, size_t n, droplet_share_t share);
  // Goes to the next word; false where there is none.
  bool next();

  size_t at = 0;    // the call's elements that it decides,
  size_t size = 0;  // and their number

 private:
  size_t left_;  // elements behind them,
  size_t gap_;   // and how many of these are others'
  size_t room_;  // of the next word's elements those that the call may have
  size_t step_;
};

// The same where each word is drawn, by lanes that draw nothing but words of the share, and those
// before them in their block. To `bits`, where these are not null, go what is drawn.
class ShareReader {
 public:
  ShareReader(const droplet_mask_t& mask, size_t n, droplet_share_t share, uint8_t* bits);
  bool next();
  size_t at() const { return words_.at; }
  size_t size() const { return words_.size; }
  // Bit 0 is the element's at at().
  const uint8_t* bits() const { return reinterpret_cast<const uint8_t*>(&word_); }

 private:
  const droplet_mask_t& mask_;
  uint8_t* const written_;
  ShareWords words_;
  uint64_t word_ = 0;
  uint64_t state_[lane_count][2];  // of the share's lanes
};

// What becomes of the share where all elements are kept, or all dropped. x and y may be null.
void set_share(Verdict verdict, uint64_t first, const void* x, void* y, size_t n, size_t size,
               int32_t zero, droplet_share_t share, uint8_t* bits);

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
