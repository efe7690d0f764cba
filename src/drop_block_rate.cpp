// SPDX-License-Identifier: MIT
#include "blocks.hpp"
#include "interface.hpp"
#include "rounded.hpp"

#include "droplet/mask.hpp"

using namespace droplet::detail;

namespace {

// The significand of 1.0, in units of its last bit.
constexpr uint64_t one_unit = uint64_t{1} << 52;

// The bits of a / b, rounded half to even; all three are normal. By integers, as flags (-mrecip,
// -mlow-precision-div) let a compiler estimate quotients.
constexpr uint64_t quotient(uint64_t a, uint64_t b) {
  uint64_t exponent = (a >> 52) + 1023 - (b >> 52);
  uint64_t rest = a % one_unit | one_unit, significand = 1;
  const uint64_t divisor = b % one_unit | one_unit;
  if (rest < divisor) {
    rest *= 2;
    --exponent;
  }
  rest -= divisor;
  for (int bit = 0; bit < 52; ++bit) {
    rest *= 2;
    significand = significand * 2 + (rest >= divisor ? 1 : 0);
    if (rest >= divisor) rest -= divisor;
  }
  // Never a tie: an odd number of 54 bits times b has more than the 53 bits of a.
  return (exponent << 52) + significand - one_unit + (2 * rest > divisor ? 1 : 0);
}
constexpr uint64_t quotient_of(double a, double b) {
  return quotient(__builtin_bit_cast(uint64_t, a), __builtin_bit_cast(uint64_t, b));
}
static_assert(quotient_of(1, 3) == __builtin_bit_cast(uint64_t, 1.0 / 3) &&
                  quotient_of(0.1, 0.3) == __builtin_bit_cast(uint64_t, 0.1 / 0.3) &&
                  quotient_of(9, 9) == __builtin_bit_cast(uint64_t, 1.0),
              "quotient divides doubles");

uint64_t bits_of_size(uint64_t size) { return bits_of(static_cast<double>(size)); }

}  // namespace

extern "C" droplet_rate_t droplet_drop_block_rate(double drop_probability,
                                                  droplet_blocks_t blocks) {
  const uint64_t height = blocks.height, width = blocks.width, p = bits_of(drop_probability);
  uint64_t elements = 0;
  if (!is_probability(p) || __builtin_mul_overflow(height, width, &elements))
    return droplet::Rate().c();
  if (elements == 0 || blocks.block == 0) return rate_of(units_of(p));
  const uint64_t side = 2 * uint64_t{reach_of(blocks)} + 1;
  const uint64_t seeds = (height - side + 1) * (width - side + 1);
  uint64_t seed = bits_of(rounded(drop_probability * static_cast<double>(elements)));
  // Where quotients might not be normal, none is dropped.
  if (seed < bits_of(0x1p-200)) return rate_of(keep_everything);
  seed = quotient(quotient(seed, bits_of_size(side * side)), bits_of_size(seeds));
  return rate_of(units_of(seed));
}
