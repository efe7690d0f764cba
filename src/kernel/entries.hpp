// SPDX-License-Identifier: MIT
//
// What an ISA implements and the operations call: the seam between platform/ and src/. ISA files
// instantiate these (instantiate.hpp), for every Op of ops.def.
#ifndef DROPLET_SRC_KERNEL_ENTRIES_HPP
#define DROPLET_SRC_KERNEL_ENTRIES_HPP

#include "mask/shape.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {
namespace kernel {

// The next stripe's 8 words; advances the generator.
template <class Isa>
void draw_stripe(Generator& generator, const Threshold& t, std::uint64_t* words) noexcept;

// An Op holds its own pointers; what follows begins `at` elements behind them. Bit 0 of byte 0
// decides the first; no byte past the last bit's is read.

// n elements, a bit for each.
template <class Isa, class Op>
void apply(const Op& op, std::size_t at, const std::uint8_t* bits, std::size_t n) noexcept;

// `count` rows of `inner` elements, a bit for each row.
template <class Isa, class Op>
void rows(const Op& op, std::size_t at, const std::uint8_t* bits, std::size_t count,
          std::size_t inner) noexcept;

// Draws `stripes` stripes, at least 1, and applies them; advances the generator. Where `bits` is
// not null it gets the mask, from bit 0 of byte 0 on.
template <class Isa, class Op>
void draw_and_apply(const Op& op, std::size_t at, Generator& generator, const Threshold& t,
                    std::size_t stripes, std::uint8_t* bits) noexcept;

}  // namespace kernel
}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
