// SPDX-License-Identifier: MIT
//
// What the functions of droplet.h return.
#ifndef DROPLET_STATUS_H
#define DROPLET_STATUS_H

#include "droplet/api.h"

/// An int, not the enumeration, whose size depends on -fshort-enums.
typedef int droplet_status_t;

/// Statuses, in the order in which they are looked for. Where it is not DROPLET_OK, nothing was
/// written.
enum {
  DROPLET_OK = 0,               ///< done
  DROPLET_BAD_DESCRIPTOR = 1,   ///< the mask or rate is null, or has bytes that none is made of
  DROPLET_UNKNOWN_FORMAT = 2,   ///< it is of a mask format that this release does not draw
  DROPLET_BAD_PROBABILITY = 3,  ///< outside [0, 1], NaN, or never set
  DROPLET_BAD_OPTION = 4,       ///< an option has a value that it cannot have
  DROPLET_BAD_SIZE = 5,         ///< too large: bytes overflow size_t, or rows 32-bit indices
  DROPLET_BAD_SHAPE = 6,    ///< a pitch is so small that elements or rows meet; a join of no inputs
  DROPLET_NULL_BUFFER = 7,  ///< a buffer is null though it has elements
  DROPLET_OVERLAP = 8,      ///< buffers overlap, and are not the same in place
  DROPLET_BAD_COUNT = 9,    ///< more rows are to be kept than there are
  DROPLET_BAD_INDEX = 10    ///< a list of rows does not ascend; no such row, join or input
};

DROPLET_BEGIN_C_

/// A sentence for people, never null, for a status and for any other number: what is wrong and how
/// to mend it.
DROPLET_API const char* droplet_describe(droplet_status_t status) DROPLET_NOEXCEPT_;

DROPLET_END_C_

/// For functions that return nothing, such as a layer's. A call whose descriptor is valid, whose
/// sizes are those of its buffers, and whose buffers are not null and either the same or apart
/// cannot fail; if it does all the same, DROPLET_FAILED(status) is what happens. Define that before
/// this header is included; unless you do, it is a trap.
#define DROPLET_MUST(call)                                                          \
  do {                                                                              \
    const droplet_status_t droplet_status_ = DROPLET_CAST_(droplet_status_t, call); \
    if (droplet_status_ != DROPLET_OK) DROPLET_FAILED(droplet_status_);             \
  } while (0)
#if !defined(DROPLET_FAILED)
/// What DROPLET_MUST does with a status that is not DROPLET_OK.
#define DROPLET_FAILED(status) __builtin_trap()
#endif

#endif
