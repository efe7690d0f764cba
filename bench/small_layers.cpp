// SPDX-License-Identifier: MIT
#include "small_layers.hpp"

#include "plain_loops.hpp"

namespace bench {
namespace {

using namespace droplet;

constexpr std::size_t layer_count = 8, most_elements = 2048;
std::uint8_t bytes[most_elements];

// Calls `call(layer, y, bits, n)` for each layer's n elements, which own whole bytes of bits.
template <class Call>
StatusCode each_layer(const Case& c, Call call) {
  if (c.n % (8 * layer_count) != 0 || c.n > most_elements) return StatusCode::bad_size;
  const std::size_t n = c.n / layer_count;
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    const std::size_t at = layer * n;
    const StatusCode status = call(layer, c.at.y + at, c.at.mask + at / 8, n);
    if (status != StatusCode::ok) return status;
  }
  return StatusCode::ok;
}

Mask mask_of(const Case& c, std::size_t layer) {
  return Mask{c.d.rate(), c.d.key().fold_in(layer)};
}

StatusCode drop(const Case& c) {
  return each_layer(c, [&](std::size_t layer, float* y, std::uint8_t*, std::size_t n) {
    return dropout(mask_of(c, layer), y, y, n);
  });
}

StatusCode drop_and_store_bits(const Case& c) {
  return each_layer(c, [&](std::size_t layer, float* y, std::uint8_t* bits, std::size_t n) {
    return dropout(mask_of(c, layer), y, y, n, bits);
  });
}

StatusCode apply_bits(const Case& c) {
  const Rate rate = c.d.rate();
  return each_layer(c, [&](std::size_t, float* y, std::uint8_t* bits, std::size_t n) {
    return apply_mask(rate, bits, y, y, n);
  });
}

// The rate's integers, as soft double arithmetic is dear on Cortex-M.
plain_loops::Rate plain_rate(const Case& c) {
  const Rate rate = c.d.rate();
  return {static_cast<std::uint32_t>(rate.keep_units() >> 12), rate.scale()};
}

StatusCode drop_and_store_bytes(const Case& c) {
  const plain_loops::Rate rate = plain_rate(c);
  return each_layer(c, [&](std::size_t layer, float* y, std::uint8_t*, std::size_t n) {
    const auto seed = static_cast<std::uint32_t>(layer + 1);
    plain_loops::xorshift32_dropout_and_bytes(y, bytes + layer * n, n, rate, seed);
    return StatusCode::ok;
  });
}

StatusCode apply_bytes(const Case& c) {
  const plain_loops::Rate rate = plain_rate(c);
  return each_layer(c, [&](std::size_t layer, float* y, std::uint8_t*, std::size_t n) {
    plain_loops::apply_bytes(y, bytes + layer * n, n, rate);
    return StatusCode::ok;
  });
}

using Part = StatusCode (*)(const Case&);
template <Part... parts>
StatusCode in_turn(const Case& c) {
  StatusCode status = StatusCode::ok;
  (void)((status = parts(c), status == StatusCode::ok) && ...);
  return status;
}

StatusCode fill_one_mask(const Case& c) { return fill_mask(c.d, c.at.mask, c.n); }

}  // namespace

const Operation small_layers[small_layer_ways] = {
    {"layers_replay", Traffic::in_place, in_turn<drop, drop>},
    {"layers_bits", Traffic::in_place, in_turn<drop_and_store_bits, apply_bits>},
    {"layers_one_mask", Traffic::in_place, in_turn<fill_one_mask, apply_bits, apply_bits>},
    {"layers_plain", Traffic::in_place, in_turn<drop_and_store_bytes, apply_bytes>},
};

}  // namespace bench
