// SPDX-License-Identifier: MIT
//
// Droplet: dropout and drop path over buffers that the caller owns.
//
// Terms: p is the drop probability, keep = 1 - p. Sizes count elements, not bytes, unless a name
// says so. A Mask describes a mask, bits are one as it is stored: 1 bit an element, least
// significant bit first, 1 = kept, ceil(n / 8) bytes, the unused high bits of the last byte 0; bit
// 0 is the first element of its own call.
//
// Every operation is the function of droplet.h whose name begins with droplet_. It
// - returns a Status and has written nothing when that is not `ok`; it never throws, allocates,
//   prints, or keeps state: any number of threads may call it at once;
// - checks in this order: the descriptor, options, sizes, null buffers, overlap;
// - works in place (the same pointer) or on disjoint buffers, of any element alignment;
// - with no elements checks only the descriptor and the options and touches no buffer, which may be
//   null (but kept_rows writes its count, 0);
// - in inference mode, or with p = 0, drops nothing: it is the identity, which is no work in place
//   and a copy otherwise, and what adds a branch adds every row; else with p = 1 it drops
//   everything. Neither draws;
// - in a build for inference alone (DROPLET_INFERENCE_ONLY) does not look at the descriptor. In
//   place it compiles to `return Status::ok`, but what adds a branch still adds it, and
//   apply_mask, which has no mode, still applies;
// - gives the same bits on every machine and by every compiler, whatever its flags, except for NaN
//   payloads, and for subnormals that ARMv7 NEON, Helium or the caller's own mode flushes to zero:
//   docs/MASK.md is the contract;
// - costs O(n) time and, on Cortex-A and x86, less than 1 KiB of stack. On x86 what
//   decides for each element stores past the caches where x and y, apart, are 32 MiB each or more.
#ifndef DROPLET_DROPLET_HPP
#define DROPLET_DROPLET_HPP

#include "droplet/alpha_dropout.hpp"
#include "droplet/drop_path.hpp"
#include "droplet/dropout.hpp"
#include "droplet/feature_dropout.hpp"
#include "droplet/mask.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// The instruction set that operations use on this machine: "scalar", "sse2", "avx2", "avx512",
/// "neon", "helium".
[[nodiscard, gnu::always_inline]] inline const char* isa_name() noexcept {
  return droplet_isa_name();
}

}  // namespace droplet

#endif
