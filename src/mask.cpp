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

}  // namespace

std::uint64_t fold_in(std::uint64_t key, std::uint64_t data) noexcept {
  return mix64<Scalar>(mix64<Scalar>(key + golden_gamma) + data);
}

void seed_lane(Lanes& lanes, unsigned lane, std::uint64_t block_key) noexcept {
  Generators<Scalar, 1> generator;
  generator.seed(block_key, lane);
  generator.store(lanes, lane);
}

std::uint64_t draw_lane(Lanes& lanes, unsigned lane, const Threshold& t) noexcept {
  Generators<Scalar, 1> generator;
  generator.load(lanes, lane);
  std::uint64_t word;
  generator.draw(t, &word, [] {});
  generator.store(lanes, lane);
  return word;
}

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
  const unsigned size = few_ ? 2 : 2 * lane_count;
  const unsigned whole = elements / 32;
  const unsigned shift = elements % 32;
  auto* bytes = reinterpret_cast<std::uint8_t*>(words_);
  for (unsigned i = 0; i + whole < size; ++i) {
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
  if (few_ || left_ != 0 || next_ % row_elements != 0 || rows == 0) return 0;
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
