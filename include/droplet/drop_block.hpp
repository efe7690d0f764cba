// SPDX-License-Identifier: MIT
//
// DropBlock: which elements of feature maps are kept where squares of them are dropped.
#ifndef DROPLET_DROP_BLOCK_HPP
#define DROPLET_DROP_BLOCK_HPP

#include "droplet/functions.hpp"
#include "droplet/mask.hpp"
#include "droplet/scale.hpp"
#include "droplet/shapes.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// The rate of seeds by which DropBlock drops about `drop_probability` of the elements (Ghiasi
/// 2018's gamma, as timm has it): in double, from left to right, `drop_probability * (height *
/// width) / (b * b) / ((height - b + 1) * (width - b + 1))`, b being a block's side as it is
/// dropped. Blocks overlap: less than that is dropped. Not valid where the probability is not in
/// [0, 1]: operations refuse it as `bad_probability`. Of a plane without elements, or a block of 0,
/// it is the rate of `drop_probability`. The compiler's flags change no bit.
[[nodiscard, gnu::always_inline]] inline Rate drop_block_rate(double drop_probability,
                                                              Blocks blocks) noexcept {
  return Rate(droplet_drop_block_rate(drop_probability, blocks));
}

/// Which elements DropBlock keeps (Ghiasi 2018): each element that a whole block fits around is a
/// seed where the mask, whose rate is `drop_block_rate`'s, drops it, and a seed drops the block
/// around it. Element i of the maps is decided as in `dropout`, by the mask's element `first + i`;
/// seeds of one plane drop nothing of another. Then `apply_mask_by(mask_scale(n, count), ...)`,
/// forward and backward. In inference and with a rate of 0 all are kept; with a rate of 1 none is.
///
/// bits: `samples * channels * height * width`, as `fill_mask` writes them. kept_count: how many of
/// them are 1; apart from bits. With no elements the count is 0, and either may be null. Pieces are
/// whole planes: one from plane k on adds `k * height * width` to first, and the counts are added.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option (a block that is even, 0
/// too), bad_size, null_buffer, overlap.
///
/// Costs `fill_mask` and, in a plane that has a seed, `4 * ceil(log3(block))` passes over its bits,
/// without memory of its own.
[[nodiscard, gnu::always_inline]] inline StatusCode drop_block_mask(const Mask& mask, Blocks blocks,
                                                                    uint8_t* bits,
                                                                    size_t* kept_count) noexcept {
  return detail::status(droplet_drop_block_mask(&mask.c(), blocks, bits, kept_count));
}

/// The factor that keeps the sum, by which `apply_mask_by` takes a mask that keeps `kept_count` of
/// n elements: `n / kept_count`, divided as doubles, then rounded to float; 1 where none is kept.
/// Of pieces both are the whole's. Of a count above n, or an n above 2^44, its bits are 0, which
/// operations refuse.
[[nodiscard, gnu::always_inline]] inline Scale mask_scale(uint64_t n,
                                                          uint64_t kept_count) noexcept {
  return Scale(droplet_mask_scale(n, kept_count));
}

}  // namespace droplet

#endif
