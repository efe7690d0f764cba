// SPDX-License-Identifier: MIT
//
// What an operation returns.
#ifndef DROPLET_STATUS_HPP
#define DROPLET_STATUS_HPP

#include "droplet/status.h"

namespace droplet {

/// The statuses of status.h, which says what they mean. (Not `Status`, a macro of Xlib's.)
enum class StatusCode : droplet_status_t {
  ok = DROPLET_OK,
  bad_descriptor = DROPLET_BAD_DESCRIPTOR,
  unknown_format = DROPLET_UNKNOWN_FORMAT,
  bad_probability = DROPLET_BAD_PROBABILITY,
  bad_option = DROPLET_BAD_OPTION,
  bad_size = DROPLET_BAD_SIZE,
  bad_shape = DROPLET_BAD_SHAPE,
  null_buffer = DROPLET_NULL_BUFFER,
  overlap = DROPLET_OVERLAP,
  bad_count = DROPLET_BAD_COUNT,
};

/// A sentence for people, never null: what is wrong and how to mend it.
[[nodiscard, gnu::always_inline]] inline const char* describe(StatusCode status) noexcept {
  return droplet_describe(static_cast<droplet_status_t>(status));
}

}  // namespace droplet

#endif
