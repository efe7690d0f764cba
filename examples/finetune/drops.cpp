// SPDX-License-Identifier: MIT
//
// Drop path and stored masks of integers, with the arithmetic of docs/MASK.md.
#include "drops.hpp"

namespace finetune {
namespace {

class Rescale {
 public:
  explicit Rescale(const droplet::Rate& rate) noexcept {
    std::uint32_t bits;
    const float scale = rate.scale();
    std::memcpy(&bits, &scale, sizeof bits);
    const std::uint32_t rounded = (bits + 256) >> 9;
    multiplier_ = static_cast<std::int32_t>((rounded & 0x3FFF) | 0x4000);
    shift_ = 14 + 127 - static_cast<int>(rounded >> 14);
    if (shift_ < 1) multiplier_ = 0x7FFF, shift_ = 1;  // p above 0.9999
  }
  std::int32_t operator()(std::int32_t distance) const noexcept {
    return (distance * multiplier_ + (1 << (shift_ - 1))) >> shift_;
  }

 private:
  std::int32_t multiplier_;
  int shift_;
};

Rescale rescale_of(const droplet::Mask& mask) noexcept {
  return Rescale(mask.mode() == droplet::Mode::train ? mask.rate() : droplet::Rate(0.0));
}

}  // namespace

droplet::StatusCode apply_stored(const droplet::Rate& rate, const std::uint8_t* bits,
                                 std::int16_t* x, std::size_t n) noexcept {
  const Rescale rescale(rate);
  for (std::size_t i = 0; i < n; ++i) {
    const bool kept = ((bits[i / 8] >> (i % 8)) & 1) != 0;
    x[i] = kept ? saturate<std::int16_t>(rescale(x[i])) : std::int16_t{0};
  }
  return droplet::StatusCode::ok;
}

droplet::StatusCode add_branch(const droplet::Mask& path, const KeptRows& kept,
                               const std::int8_t* stream, const std::int8_t* branch,
                               std::int8_t* y) noexcept {
  const Rescale rescale = rescale_of(path);
  std::memcpy(y, stream, kept.rows * kept.width);
  for (std::size_t j = 0; j < kept.count; ++j, branch += kept.width) {
    std::int8_t* const row = y + kept.index[j] * kept.width;
    for (std::size_t i = 0; i < kept.width; ++i) {
      row[i] = saturate<std::int8_t>(row[i] + rescale(branch[i]));
    }
  }
  return droplet::StatusCode::ok;
}

droplet::StatusCode branch_gradient(const droplet::Mask& path, const KeptRows& kept,
                                    const std::int16_t* dstream, std::int16_t* dbranch) noexcept {
  const Rescale rescale = rescale_of(path);
  gather(kept, dstream, dbranch);
  for (std::size_t i = 0; i < kept.count * kept.width; ++i) {
    dbranch[i] = saturate<std::int16_t>(rescale(dbranch[i]));
  }
  return droplet::StatusCode::ok;
}

}  // namespace finetune
