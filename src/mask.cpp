// SPDX-License-Identifier: MIT
#include "mask.hpp"

#include <string.h>

namespace droplet {
namespace detail {

void fill_constant_mask(bool bit, std::uint8_t* mask, std::size_t n) noexcept {
  memset(mask, bit ? 0xFF : 0, mask_bytes(n));
  if (bit && n % 8 != 0) mask[n / 8] = static_cast<std::uint8_t>((1u << n % 8) - 1);
}

#if !defined(DROPLET_INFERENCE_ONLY)

namespace {

// Up to this many are drawn one word at a time, by the lanes that they need. Vectors draw a row in
// less than two words' time (Zen 3, AVX2, p = 0.1: a call takes 50 ns with one word, 89 with two,
// 71 with a row); lane by lane a row costs eight words.
constexpr unsigned few_elements = (fuses ? 1 : lane_count - 1) * word_elements;

}  // namespace

MaskReader::MaskReader(KernelsHandle kernels, const Dropout& d, std::size_t total) noexcept
    : kernels_(kernels),
      threshold_{static_cast<std::uint32_t>(d.rate.keep_units()),
                 static_cast<std::uint32_t>(d.rate.keep_units() >> 32)},
      next_(d.first),
      few_(total <= few_elements && d.first % word_elements + total <= few_elements) {
  stream_.key = d.key.value;
  if (few_) return;
  stream_.block = d.first / block_elements - 1;
  stream_.row = block_rows;
  for (auto skip = d.first % block_elements / row_elements; skip != 0; --skip) {
    kernels_.draw_row(stream_, threshold_, words_);
  }
}

std::size_t MaskReader::read(std::size_t n) noexcept {
  if (left_ == 0) {
    refill();
  } else {
    discard(read_);
  }
  read_ = n < left_ ? static_cast<unsigned>(n) : left_;
  left_ -= read_;
  return read_;
}

void MaskReader::refill() noexcept {
  unsigned skip;
  if (few_) {
    const auto lane = static_cast<unsigned>(next_ / word_elements % lane_count);
    seed_lane(stream_.lanes, lane, fold_in(stream_.key, next_ / block_elements));
    for (auto row = next_ % block_elements / row_elements + 1; row != 0; --row) {
      words_[0] = draw_lane(stream_.lanes, lane, threshold_);
    }
    skip = static_cast<unsigned>(next_ % word_elements);
    left_ = word_elements;
  } else {
    kernels_.draw_row(stream_, threshold_, words_);
    skip = static_cast<unsigned>(next_ % row_elements);
    left_ = row_elements;
  }
  if (skip != 0) discard(skip);
  left_ -= skip;
  next_ += left_;
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
  const std::size_t rows = n / row_elements;
  if (!fuses || few_ || left_ != 0 || next_ % row_elements != 0 || rows == 0) return 0;
  kernels_.dropout(stream_, threshold_, x, y, rows, factor);
  next_ += rows * row_elements;
  return rows * row_elements;
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
