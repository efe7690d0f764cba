// SPDX-License-Identifier: MIT
//
// Joins of columns: the inputs that survive, whose draws no core here has in one, and their mean.
#include "check.hpp"

namespace boards {

using namespace droplet;

namespace {

constexpr Joins joined_shape = {.samples = 37, .joins = 2, .inputs = 2};
constexpr std::size_t joined_length = 13, joined_elements = joined_shape.samples * joined_length;

std::uint64_t draw(const Mask& d, std::uint64_t reserved, std::uint64_t t) {
  return reference::share(reference::fold_in(reference::fold_in(d.key().value, reserved), t), 2);
}

// Bit 0 is the first input's.
unsigned survivors(const Mask& d, std::uint64_t t) {
  const unsigned kept = (keeps(d, 2 * t) ? 1u : 0u) + (keeps(d, 2 * t + 1) ? 2u : 0u);
  return kept != 0 ? kept : 1u << draw(d, ~std::uint64_t{1}, t);
}

}  // namespace

void fractal_joins() {
  const Mask d = descriptor(4090);
  fill_buffers();
  CHECK(fractal_mask(d, joined_shape, buffers.mask) == StatusCode::ok);
  const float* const inputs[] = {buffers.x, buffers.branch};
  for (std::size_t t = 0; t < joined_shape.samples * joined_shape.joins; ++t) {
    const unsigned kept = survivors(d, d.first() + t);
    CHECK(bit(buffers.mask, 2 * t) == (kept % 2 == 1) &&
          bit(buffers.mask, 2 * t + 1) == (kept > 1));
    for (std::size_t i = t / 2 * joined_length; t % 2 == 1 && i < (t / 2 + 1) * joined_length;
         ++i) {
      const volatile float sum = buffers.x[i] + buffers.branch[i];  // rounded before it is halved
      buffers.expected[i] = kept == 3 ? sum * 0.5f : inputs[kept - 1][i];
    }
  }
  CHECK(fractal_join(buffers.mask, inputs, buffers.y, joined_shape, 1, joined_length) ==
        StatusCode::ok);
  CHECK(same_bits(buffers.y, buffers.expected, capacity));
  for (std::size_t i = 0; i < joined_elements; ++i) {
    const unsigned kept = survivors(d, d.first() + i / joined_length * 2 + 1);
    buffers.expected[i] = kept == 3 ? buffers.x[i] * 0.5f : kept == 2 ? buffers.x[i] : 0.0f;
  }
  CHECK(fractal_join_backward(buffers.mask, buffers.x, buffers.y, joined_shape, 1, 1,
                              joined_length) == StatusCode::ok);
  CHECK(same_bits(buffers.y, buffers.expected, capacity));
  Joins global = joined_shape;
  global.path = global_path;
  CHECK(fractal_mask(d, global, buffers.mask) == StatusCode::ok);
  for (std::size_t i = 0; i < 4 * joined_shape.samples; ++i)
    CHECK(bit(buffers.mask, i) == (i % 2 == draw(d, ~std::uint64_t{2}, d.first() + i / 4)));
}

}  // namespace boards
