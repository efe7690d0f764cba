// SPDX-License-Identifier: MIT
//
// Droplet: dropout and drop path over buffers that the caller owns.
//
// Terms: p is the drop probability, keep = 1 - p, scale = 1 / keep. Sizes and pitches count
// elements, not bytes, unless a name says so. A mask describes what is kept, bits are one as it is
// stored.
//
// Every operation
// - returns a status, and has written nothing when that is not `ok`; it never throws, allocates,
//   prints, or keeps state: any number of threads may call it at once;
// - checks in this order: the descriptor, options, sizes and shapes, null buffers, overlap, counts,
//   indices. With a valid descriptor, sizes that are those of the buffers, and buffers that are not
//   null and either the same or apart it cannot fail;
// - works in place (the same pointer, and the same pitches) or on buffers that are apart, aligned
//   as their element type; bits at any byte;
// - with no elements checks only the descriptor and the options and touches no buffer, which may be
//   null (but kept_rows, sample_rows and drop_block_mask write a count of 0);
// - in inference mode, or with p = 0, drops nothing: it is the identity, which is no work in place
//   and a copy otherwise, and what else it does, adding or relu, it does all the same; else with
//   p = 1 it drops everything. Neither draws, but that fractal_mask with p = 1 draws what survives;
// - in a build for inference alone (DROPLET_INFERENCE_ONLY) does not look at the descriptor. In
//   place it compiles to `ok`, but what it does besides it still does, and what has no mode,
//   apply_mask, apply_mask_share, apply_mask_by, gather_rows, scatter_add_rows and fractal_join,
//   does all that it does;
// - computes half and bfloat16 in float, and rounds once, half to even, as it stores;
// - gives the same bits on every machine and by every compiler, whatever its flags, except for NaN
//   payloads, and for subnormals that ARMv7 NEON, Helium or the caller's own mode flushes to zero:
//   docs/MASK.md is the contract;
// - costs O(n) time and, on Cortex-A and x86, at most 1,280 bytes of stack (docs/SIZES.md has other
//   targets). On x86 what decides for each float, but for shares, and for each row of up to 4 KiB
//   stores past the caches where x and y, apart, are 32 MiB each or more.
#ifndef DROPLET_DROPLET_HPP
#define DROPLET_DROPLET_HPP

#include "droplet/alpha_dropout.hpp"
#include "droplet/cursor.hpp"
#include "droplet/drop_block.hpp"
#include "droplet/drop_path.hpp"
#include "droplet/dropout.hpp"
#include "droplet/feature_dropout.hpp"
#include "droplet/fractal.hpp"
#include "droplet/kept_rows.hpp"
#include "droplet/locked_dropout.hpp"
#include "droplet/mask.hpp"
#include "droplet/scale.hpp"
#include "droplet/schedule.hpp"
#include "droplet/shapes.hpp"
#include "droplet/shares.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// The instruction set that operations use on this machine: "scalar", "sse2", "avx2", "avx512",
/// "neon", "helium", "wasm128".
[[nodiscard, gnu::always_inline]] inline const char* isa_name() noexcept {
  return droplet_isa_name();
}

/// The DROPLET_VERSION of the library that is linked: not the headers', where two are mixed up.
[[nodiscard, gnu::always_inline]] inline uint32_t version() noexcept { return droplet_version(); }

}  // namespace droplet

#endif
