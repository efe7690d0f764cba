// SPDX-License-Identifier: MIT
//
// DropBlock, whose planes begin at any bit, and the scale of what it keeps.
#include "check.hpp"

namespace boards {

using namespace droplet;

namespace {

constexpr Blocks block_shape = {.samples = 1, .channels = 5, .height = 9, .width = 11, .block = 5};
constexpr std::size_t block_elements = 5 * 9 * 11, plane_elements = 9 * 11, block_reach = 2;

bool is_near(std::size_t a, std::size_t b) { return a <= b + block_reach && b <= a + block_reach; }

// Where buffers.kept says which elements the mask keeps.
bool is_kept(std::size_t i) {
  const std::size_t y = i % plane_elements / 11, x = i % 11;
  for (std::size_t j = i / plane_elements * plane_elements;
       j < (i / plane_elements + 1) * plane_elements; ++j) {
    const std::size_t row = j % plane_elements / 11, column = j % 11;
    if (row < block_reach || row + block_reach >= 9 || column < block_reach ||
        column + block_reach >= 11)
      continue;
    if (is_near(y, row) && is_near(x, column) && buffers.kept[j] == 0) return false;
  }
  return true;
}

}  // namespace

void drop_blocks() {
  Mask d = descriptor(4000);
  d.set_rate(drop_block_rate(0.4, block_shape));
  CHECK(d.rate() == Rate{0.4 * 99 / 25 / 35});
  fill_buffers();
  for (std::size_t i = 0; i < block_elements; ++i) {
    const std::uint64_t at = d.first() + i;
    const std::uint64_t word = reference::word_of(d.rate().keep_units(), d.key().value, at);
    buffers.kept[i] = static_cast<std::uint32_t>(word >> at % 64 & 1);
  }
  std::size_t count = 0, kept = 0;
  CHECK(drop_block_mask(d, block_shape, buffers.mask, &count) == StatusCode::ok);
  for (std::size_t i = 0; i < block_elements; ++i) {
    CHECK(bit(buffers.mask, i) == is_kept(i));
    kept += bit(buffers.mask, i) ? 1 : 0;
  }
  CHECK(count == kept && kept > 0 && kept < block_elements);
  const Scale factor = mask_scale(block_elements, count);
  CHECK(factor.value() ==
        static_cast<float>(static_cast<double>(block_elements) / static_cast<double>(kept)));
  for (const Scale by : {factor, Scale{}}) {
    for (std::size_t i = 0; i < block_elements; ++i)
      buffers.expected[i] = bit(buffers.mask, i) ? buffers.x[i] * by.value() : 0.0f;
    CHECK(apply_mask_by(by, buffers.mask, buffers.x, buffers.y, block_elements) == StatusCode::ok);
    CHECK(same_bits(buffers.y, buffers.expected, capacity));
  }
}

}  // namespace boards
