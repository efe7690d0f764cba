// SPDX-License-Identifier: MIT
//
// What an operation returns.
#ifndef DROPLET_STATUS_HPP
#define DROPLET_STATUS_HPP

#include "droplet/status.h"

#if __cplusplus < 201703L
#error "Droplet's C++ interface needs C++17: -std=c++17. The C interface, droplet.h, does not."
#endif

/// Dropout and drop path over buffers that the caller owns.
namespace droplet {

/// The statuses of status.h, which says what they mean. (Not `Status`, a macro of Xlib's.)
enum class StatusCode : droplet_status_t {
  ok = DROPLET_OK,  ///< done
  bad_descriptor =
      DROPLET_BAD_DESCRIPTOR,  ///< the mask or rate is null, or has bytes that none is made of
  unknown_format =
      DROPLET_UNKNOWN_FORMAT,  ///< it is of a mask format that this release does not draw
  bad_probability = DROPLET_BAD_PROBABILITY,  ///< outside [0, 1], NaN, or never set
  bad_option = DROPLET_BAD_OPTION,            ///< an option has a value that it cannot have
  bad_size = DROPLET_BAD_SIZE,        ///< too large: bytes overflow size_t, or rows 32-bit indices
  bad_shape = DROPLET_BAD_SHAPE,      ///< a pitch is too small, or a join has no inputs
  null_buffer = DROPLET_NULL_BUFFER,  ///< a buffer is null though it has elements
  overlap = DROPLET_OVERLAP,          ///< buffers overlap, and are not the same in place
  bad_count = DROPLET_BAD_COUNT,      ///< more rows are to be kept than there are
  bad_index = DROPLET_BAD_INDEX,  ///< a list of rows does not ascend; no such row, join or input
};

/// A sentence for people, never null: what is wrong and how to mend it.
[[nodiscard, gnu::always_inline]] inline const char* describe(StatusCode status) noexcept {
  return droplet_describe(static_cast<droplet_status_t>(status));
}

}  // namespace droplet

#endif
