// SPDX-License-Identifier: MIT
//
// What an operation returns, and how the headers of operations call droplet.h.
#ifndef DROPLET_STATUS_HPP
#define DROPLET_STATUS_HPP

#include <cstdint>

#include "droplet/droplet.h"

namespace droplet {

enum class Status : std::uint8_t {
  ok = DROPLET_OK,
  bad_descriptor = DROPLET_BAD_DESCRIPTOR,    // null, or bytes that no rate or mode has
  unknown_format = DROPLET_UNKNOWN_FORMAT,    // of a mask that this release does not draw
  bad_probability = DROPLET_BAD_PROBABILITY,  // outside [0, 1], NaN, or never set
  bad_option = DROPLET_BAD_OPTION,            // a layout that does not exist
  bad_size = DROPLET_BAD_SIZE,                // bytes overflow size_t, or a count is not the mask's
  null_buffer = DROPLET_NULL_BUFFER,          // where elements were to be read or written
  overlap = DROPLET_OVERLAP,                  // of two buffers in part, or of a mask and its data
};

/// A sentence for people, never null: what is wrong and how to mend it.
[[nodiscard, gnu::always_inline]] inline const char* describe(Status status) noexcept {
  return droplet_describe(static_cast<droplet_status>(status));
}

namespace detail {

#if defined(DROPLET_INFERENCE_ONLY)
constexpr bool inference_only = true;
#else
constexpr bool inference_only = false;
#endif

// The functions of C++ are calls of droplet.h's. They are inlined by force, as GCC at -Os would
// make a copy of each and call that.
constexpr Status status(droplet_status c) noexcept { return static_cast<Status>(c); }
constexpr bool is_no_work(const float* x, const float* y) noexcept {
  return inference_only && x == y;
}

}  // namespace detail
}  // namespace droplet

#endif
