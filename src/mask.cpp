// SPDX-License-Identifier: MIT
#include "mask.hpp"

#include <string.h>

#include "generator.hpp"
#include "scalar.hpp"

namespace droplet {
namespace detail {

void fill_constant_mask(bool bit, std::uint8_t* mask, std::size_t n) noexcept {
  memset(mask, bit ? 0xFF : 0, mask_bytes(n));
  if (bit && n % 8 != 0) mask[n / 8] = static_cast<std::uint8_t>((1u << n % 8) - 1);
}

#if !defined(DROPLET_INFERENCE_ONLY)

namespace {

// Up to this many elements one word at a time is faster than eight lanes at once.
constexpr std::size_t few_elements = 128;

std::uint64_t draw_word(std::uint64_t key, std::uint64_t word, const Threshold& t) noexcept {
  Generators<Scalar, 1> lane;
  lane.seed(Key{key}.fold_in(word / (block_rows * lane_count)).value, word % lane_count);
  std::uint64_t bits;
  for (unsigned rows = word / lane_count % block_rows + 1; rows != 0; --rows) {
    lane.draw(t, &bits, [] {});
  }
  return bits;
}

}  // namespace

MaskReader::MaskReader(const Dropout& d, std::size_t total) noexcept
    : kernels_(kernels()),
      threshold_{static_cast<std::uint32_t>(d.rate.keep_units()),
                 static_cast<std::uint32_t>(d.rate.keep_units() >> 32)},
      next_(d.first),
      few_(total <= few_elements) {
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
    words_[0] = draw_word(stream_.key, next_ / word_elements, threshold_);
    skip = next_ % word_elements;
    left_ = word_elements;
    words_[0] >>= skip;
  } else {
    kernels_.draw_row(stream_, threshold_, words_);
    skip = next_ % row_elements;
    left_ = row_elements;
    discard(skip);
  }
  left_ -= skip;
  next_ += left_;
}

void MaskReader::discard(unsigned elements) noexcept {
  const unsigned whole = elements / word_elements;
  const unsigned shift = elements % word_elements;
  const unsigned words = few_ ? 1 : lane_count;
  for (unsigned i = 0; i + whole < words; ++i) {
    const std::uint64_t low = words_[i + whole];
    const std::uint64_t high = i + whole + 1 < words ? words_[i + whole + 1] : 0;
    words_[i] = shift == 0 ? low : low >> shift | high << (word_elements - shift);
  }
}

std::size_t MaskReader::dropout(const float* x, float* y, std::size_t n, float factor) noexcept {
  const std::size_t rows = n / row_elements;
  if (few_ || left_ != 0 || next_ % row_elements != 0 || rows == 0) return 0;
  kernels_.dropout(stream_, threshold_, x, y, rows, factor);
  next_ += rows * row_elements;
  return rows * row_elements;
}

void MaskWriter::append(const std::uint8_t* bits, std::size_t n) noexcept {
  for (; n != 0; bits += 8) {
    const unsigned count = n < word_elements ? static_cast<unsigned>(n) : word_elements;
    std::uint64_t word;
    memcpy(&word, bits, sizeof word);
    if (count < word_elements) word &= (std::uint64_t{1} << count) - 1;
    const std::uint64_t joined = word << used_ | carry_;
    const unsigned total = used_ + count;
    memcpy(out_, &joined, total / 8);
    out_ += total / 8;
    carry_ = total >= word_elements ? (used_ == 0 ? 0 : word >> (word_elements - used_))
                                    : joined >> (total / 8 * 8);
    used_ = total % 8;
    n -= count;
  }
}

RowRuns::RowRuns(const Dropout& d, std::size_t rows, bool batch) noexcept
    : rows_(rows),
      reader_(d, keeps_all(d) || drops_all(d) ? 0 : batch ? 1 : rows),
      one_run_(batch || keeps_all(d) || drops_all(d)) {
  if (!one_run_ || rows == 0) return;
  kept = keeps_all(d);
  if (!kept && !drops_all(d)) {
    reader_.read(1);
    kept = reader_.bit(0);
  }
}

bool RowRuns::next() noexcept {
  first += count;
  if (first == rows_) return false;
  if (one_run_) {
    count = rows_;
    return true;
  }
  if (given_ == piece_) {
    piece_ = reader_.read(rows_ - first);
    given_ = 0;
  }
  kept = reader_.bit(given_);
  const std::size_t begin = given_;
  do {
    ++given_;
  } while (given_ < piece_ && reader_.bit(given_) == kept);
  count = given_ - begin;
  return true;
}

#else

RowRuns::RowRuns(const Dropout&, std::size_t rows, bool) noexcept : kept(true), rows_(rows) {}

bool RowRuns::next() noexcept {
  first += count;
  count = rows_;
  return first != rows_;
}

#endif

}  // namespace detail
}  // namespace droplet
