// SPDX-License-Identifier: MIT
#include "shares.hpp"

#include "mask/reader.hpp"

namespace droplet {
namespace detail {

droplet_status_t check_share(const droplet_mask_t* mask, droplet_share_t share, bool writes_bits) {
  const droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK) return status;
  const bool begins_byte = !writes_bits || first_of(mask) % 8 == 0;
  return is_share(share) && begins_byte ? DROPLET_OK : DROPLET_BAD_OPTION;
}

DROPLET_WRAPS_ ShareWords::ShareWords(uint64_t first, size_t n, droplet_share_t share)
    : left_(n), gap_(0), step_((size_t{share.count} - 1) * word_elements) {
  const auto before = static_cast<unsigned>(first % word_elements);
  const uint32_t ahead =
      (share.index - static_cast<uint32_t>(first / word_elements)) & (share.count - 1);
  room_ = word_elements;
  if (ahead != 0) {
    gap_ = size_t{ahead} * word_elements - before;
  } else {
    room_ -= before;
  }
}

bool ShareWords::next() {
  if (left_ <= gap_) return false;
  left_ -= gap_;
  at += size + gap_;
  size = left_ < room_ ? left_ : room_;
  left_ -= size;
  gap_ = step_;
  room_ = word_elements;
  return true;
}

void set_share(Verdict verdict, uint64_t first, const void* x, void* y, size_t n, size_t size,
               int32_t zero, droplet_share_t share, uint8_t* bits) {
  for (ShareWords words(first, n, share); words.next();) {
    if (bits != nullptr)
      fill_constant_mask(verdict == Verdict::keep_all, bits + words.at / 8, words.size);
    if (y != nullptr) {
      const size_t at = words.at * size;
      set_all(verdict, static_cast<const uint8_t*>(x) + at, static_cast<uint8_t*>(y) + at,
              words.size, size, zero);
    }
  }
}

#if !defined(DROPLET_INFERENCE_ONLY)

ShareReader::ShareReader(const droplet_mask_t& mask, size_t n, droplet_share_t share, uint8_t* bits)
    : mask_(mask), written_(bits), words_(mask.first, n, share) {}

DROPLET_KERNEL(ShareReader.next)
DROPLET_WRAPS_ bool ShareReader::next() {
  if (!words_.next()) return false;
  const size_t at = words_.at;
  const uint64_t i = mask_.first + at;
  const auto begin = static_cast<unsigned>(i % word_elements);
  const Threshold threshold = threshold_of(mask_);
  uint64_t* const state = state_[i / word_elements % lane_count];
  const bool is_first_of_lane = at < stripe_elements - mask_.first % word_elements;
  if (is_first_of_lane || i % block_elements < stripe_elements)
    seek_word(state, mask_.key, threshold, i);
  word_ = draw_lane(state, threshold);
  if (begin != 0) word_ >>= begin;
  if (written_ != nullptr) {
    uint8_t* const out = written_ + at / 8;
    const size_t size = words_.size;
    if (size < word_elements) word_ &= (uint64_t{1} << size) - 1;
    copy(out, &word_, mask_bytes(size));
  }
  return true;
}

#endif

}  // namespace detail
}  // namespace droplet
