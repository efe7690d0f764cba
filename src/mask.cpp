// SPDX-License-Identifier: MIT
#include "mask.hpp"

#include <string.h>

#if !defined(DROPLET_INFERENCE_ONLY)
#include "stream.hpp"
#endif

namespace droplet {
namespace detail {

void fill_constant_mask(bool bit, std::uint8_t* mask, std::size_t n) noexcept {
  memset(mask, bit ? 0xFF : 0, mask_bytes(n));
  if (bit && n % 8 != 0) mask[n / 8] = static_cast<std::uint8_t>((1u << n % 8) - 1);
}

#if !defined(DROPLET_INFERENCE_ONLY)

namespace {

// Up to this many are drawn one word at a time, by the lanes that they need. Vectors draw a stripe in
// less than two words' time (Zen 3, AVX2, p = 0.1: a call takes 50 ns with one word, 89 with two,
// 71 with a stripe); lane by lane a stripe costs eight words.
constexpr unsigned few_elements = (scalar_alone ? lane_count - 1 : 1) * word_elements;

// The word that holds element i, from its lane's seed. state: as seed_lane has it.
std::uint64_t draw_word(std::uint64_t* state, std::uint64_t key, const Threshold& t,
                        std::uint64_t i) noexcept {
  seed_lane(state, static_cast<unsigned>(i / word_elements % lane_count),
            fold_in(key, i / block_elements));
  for (auto stripe = static_cast<unsigned>(i % block_elements / stripe_elements); stripe != 0; --stripe) {
    (void)draw_lane(state, t);
  }
  return draw_lane(state, t);
}

static_assert(keep_everything == std::uint64_t{1} << (digit_count + 32),
              "keep_units are digit_count digits and 32 bits of fraction");
Threshold threshold_of(const droplet_mask_t& d) noexcept {
  return {d.rate.fraction, d.rate.digits};
}

}  // namespace

std::size_t WordReader::read(std::size_t n) noexcept {
  if (left_ == 0) {
    std::uint64_t state[lane_count + 1];
    word_ = draw_word(state, d_.key, threshold_of(d_), next_);
    read_ = next_ % word_elements;
    left_ = static_cast<std::uint8_t>(word_elements - read_);
    next_ += left_;
  }
  word_ >>= read_;
  read_ = n < left_ ? static_cast<std::uint8_t>(n) : left_;
  left_ = static_cast<std::uint8_t>(left_ - read_);
  return read_;
}

MaskReader::MaskReader(KernelsHandle kernels, const droplet_mask_t& d, std::size_t total) noexcept
    : kernels_(kernels),
      few_(total <= few_elements && d.first % word_elements + total <= few_elements),
      threshold_(threshold_of(d)),
      next_(d.first) {
  stream_.key = d.key;
  if (few_) return;
  stream_.block = d.first / block_elements - 1;
  stream_.stripe = block_stripes;
}

// Where scalar code is all there is, a stripe is drawn here: a call less on the stack.
inline void MaskReader::draw_stripe() noexcept {
  if constexpr (scalar_alone) {
    detail::draw_stripe<Scalar>(stream_, threshold_, words_);
  } else {
    kernels_.draw_stripe(stream_, threshold_, words_);
  }
}

[[gnu::always_inline]] inline void MaskReader::refill() noexcept {
  unsigned skip;
  if (few_) {
    words_[0] = draw_word(stream_.lanes.state, stream_.key, threshold_, next_);
    skip = static_cast<unsigned>(next_ % word_elements);
    left_ = word_elements;
  } else {
    do {
      draw_stripe();
    } while (stream_.stripe != next_ % block_elements / stripe_elements + 1);
    skip = static_cast<unsigned>(next_ % stripe_elements);
    left_ = stripe_elements;
  }
  if (skip != 0) discard(skip);
  left_ = static_cast<std::uint16_t>(left_ - skip);
  next_ += left_;
}

std::size_t MaskReader::read(std::size_t n) noexcept {
  if (left_ == 0) {
    refill();
  } else {
    discard(read_);
  }
  read_ = n < left_ ? static_cast<std::uint16_t>(n) : left_;
  left_ = static_cast<std::uint16_t>(left_ - read_);
  return read_;
}

// In 32-bit steps: a 64-bit shift by a variable is a dozen instructions on Cortex-M.
void MaskReader::discard(unsigned elements) noexcept {
  const std::size_t size = few_ ? 2 : 2 * lane_count;
  const std::size_t whole = elements / 32;
  const unsigned shift = elements % 32;
  auto* bytes = reinterpret_cast<std::uint8_t*>(words_);
  for (std::size_t i = 0; i + whole < size; ++i) {
    std::uint32_t low;
    std::uint32_t high = 0;
    memcpy(&low, bytes + 4 * (i + whole), 4);
    if (i + whole + 1 < size) memcpy(&high, bytes + 4 * (i + whole + 1), 4);
    if (shift != 0) low = low >> shift | high << (32 - shift);
    memcpy(bytes + 4 * i, &low, 4);
  }
}

std::size_t MaskReader::dropout(const float* x, float* y, std::size_t n, float factor) noexcept {
  const std::size_t stripes = n / stripe_elements;
  if (microcontroller || few_ || left_ != 0 || next_ % stripe_elements != 0 || stripes == 0) return 0;
  const auto before = static_cast<unsigned>(next_ % block_elements / stripe_elements);
  while (before != 0 && stream_.stripe != before) draw_stripe();
  kernels_.dropout(stream_, threshold_, x, y, stripes, factor);
  next_ += stripes * stripe_elements;
  return stripes * stripe_elements;
}

void MaskWriter::append(const std::uint8_t* bits, std::size_t n) noexcept {
  if (used_ == 0) {
    memcpy(out_, bits, n / 8);
    out_ += n / 8;
    bits += n / 8;
    n %= 8;
  }
  for (; n != 0; ++bits) {
    const unsigned count = n < 8 ? static_cast<unsigned>(n) : 8;
    carry_ |= (*bits & ((1u << count) - 1)) << used_;
    used_ += count;
    n -= count;
    if (used_ >= 8) {
      *out_++ = static_cast<std::uint8_t>(carry_);
      carry_ >>= 8;
      used_ -= 8;
    }
  }
}

#endif

}  // namespace detail
}  // namespace droplet
