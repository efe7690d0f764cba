// SPDX-License-Identifier: MIT
#include "mask/reader.hpp"

#include "mask/stripe.hpp"

#if !defined(DROPLET_INFERENCE_ONLY)

namespace droplet {
namespace detail {
namespace {

// Up to this many elements are drawn one word at a time, by the lanes that they need. Vectors draw
// a stripe in less time than two words take (Zen 3, AVX2, p = 0.1: a call takes 50 ns with one
// word, 89 with two, 71 with a stripe); lane by lane a stripe costs as much as eight words.
constexpr unsigned few_elements = (scalar_alone ? lane_count - 1 : 1) * word_elements;

}  // namespace

DROPLET_KERNEL(draw_word)
uint64_t draw_word(uint64_t key, const Threshold& t, uint64_t i) {
  uint64_t state[2];
  seek_word(state, key, t, i);
  return draw_lane(state, t);
}

DROPLET_WRAPS_ const uint8_t* draw_few(Isa isa, const droplet_mask_t& mask, size_t n,
                                       uint64_t* words) {
  const auto* const bytes = reinterpret_cast<const uint8_t*>(words);
  const size_t in_word = mask.first % word_elements, in_stripe = mask.first % stripe_elements;
  if (n <= word_elements - in_word) {
    words[0] = draw_word(mask.key, threshold_of(mask), mask.first) >> in_word;
    return bytes;
  }
  if (n > stripe_elements - in_stripe || in_stripe % 8 != 0) return nullptr;
  const uint64_t end = mask.first - in_stripe + stripe_elements;
  Generator generator;
  generator.key = mask.key;
  generator.next = mask.first - mask.first % block_elements;
  do isa.draw_stripe(generator, threshold_of(mask), words);
  while (generator.next != end);
  return bytes + in_stripe / 8;
}

bool first_bit(const droplet_mask_t& mask) {
  const uint64_t word = draw_word(mask.key, threshold_of(mask), mask.first);
  return (word >> mask.first % word_elements & 1) != 0;
}

DROPLET_KERNEL(WordReader.read)
DROPLET_WRAPS_ size_t WordReader::read(size_t n) {
  if (left_ == 0) {
    word_ = draw_word(mask_.key, threshold_of(mask_), next_);
    read_ = next_ % word_elements;
    left_ = static_cast<uint8_t>(word_elements - read_);
    next_ += left_;
  }
  word_ >>= read_;
  read_ = n < left_ ? static_cast<uint8_t>(n) : left_;
  left_ = static_cast<uint8_t>(left_ - read_);
  return read_;
}

DROPLET_WRAPS_ void WordReader::skip(uint64_t n) {
  const auto held = n < left_ ? static_cast<uint8_t>(n) : left_;
  read_ = static_cast<uint8_t>(read_ + held);
  left_ = static_cast<uint8_t>(left_ - held);
  next_ += n - held;
}

void StripeReader::begin(const droplet_mask_t& mask, size_t total, uint8_t* bits) {
  few_ = total <= few_elements && mask.first % word_elements + total <= few_elements;
  threshold_ = threshold_of(mask);
  left_ = read_ = 0;
  ahead_ = static_cast<uint16_t>(few_ ? mask.first % word_elements : mask.first % block_elements);
  writer_.begin(bits);
  generator_.key = mask.key;
  generator_.next = mask.first - ahead_;
}

// Where scalar code is all there is, a stripe is drawn here, which saves the stack of a call.
DROPLET_KERNEL(StripeReader.draw_stripe)
inline void StripeReader::draw_stripe() {
  if constexpr (scalar_alone) {
    detail::draw_stripe<Scalar>(generator_, threshold_, words_);
  } else {
    isa_.draw_stripe(generator_, threshold_, words_);
  }
}

[[gnu::always_inline]] DROPLET_WRAPS_ inline void StripeReader::refill() {
  if (few_) {
    words_[0] = draw_word(generator_.key, threshold_, generator_.next);
    generator_.next += word_elements;
    left_ = static_cast<uint16_t>(word_elements - ahead_);
  } else {
    for (;;) {
      draw_stripe();
      if (ahead_ < stripe_elements) break;
      ahead_ = static_cast<uint16_t>(ahead_ - stripe_elements);
    }
    left_ = static_cast<uint16_t>(stripe_elements - ahead_);
  }
  const unsigned ahead = ahead_;
  ahead_ = 0;
  if (ahead != 0) discard(ahead);
}

DROPLET_KERNEL(StripeReader.read)
size_t StripeReader::read(size_t n) {
  if (left_ == 0) {
    refill();
  } else {
    discard(read_);
  }
  read_ = n < left_ ? static_cast<uint16_t>(n) : left_;
  left_ = static_cast<uint16_t>(left_ - read_);
  if (writer_.place() != nullptr) writer_.append(bits(), read_);
  return read_;
}

DROPLET_WRAPS_ void StripeReader::skip(uint64_t n) {
  const auto held = n < left_ ? static_cast<uint16_t>(n) : left_;
  read_ = static_cast<uint16_t>(read_ + held);
  left_ = static_cast<uint16_t>(left_ - held);
  if (n == held) return;
  // Within the block that is being drawn, the lanes go on from where they are. (Modulo 2^64: what
  // lies before them is far ahead.)
  uint64_t ahead = ahead_ + (n - held);
  if (few_ || ahead >= block_elements - generator_.next % block_elements) {
    ahead += generator_.next;
    generator_.next = ahead - (few_ ? ahead % word_elements : ahead % block_elements);
    ahead -= generator_.next;
  }
  ahead_ = static_cast<uint16_t>(ahead);
}

// In 32-bit steps: a 64-bit shift by a variable is a dozen instructions on Cortex-M.
[[gnu::noinline]] DROPLET_KERNEL(StripeReader.discard) DROPLET_WRAPS_
    void StripeReader::discard(unsigned elements) {
  const size_t size = few_ ? 2 : 2 * lane_count;
  const size_t whole = elements / 32;
  const unsigned shift = elements % 32;
  using Half [[gnu::may_alias]] = uint32_t;
  auto* to = reinterpret_cast<Half*>(words_);
  const Half *from = to + whole, *const end = to + size;
  while (from < end) {
    uint32_t low = *from++;
    const uint32_t high = from != end ? *from : 0;
    if (shift != 0) low = low >> shift | high << (32 - shift);
    *to++ = low;
  }
}

bool StripeReader::advance_to_stripe() {
  if (few_ || left_ != 0 || ahead_ % stripe_elements != 0 || !writer_.stands_at_byte())
    return false;
  for (; ahead_ != 0; ahead_ = static_cast<uint16_t>(ahead_ - stripe_elements)) draw_stripe();
  return true;
}

}  // namespace detail
}  // namespace droplet

#endif
