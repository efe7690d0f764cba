// SPDX-License-Identifier: MIT
//
// The descriptor of a mask, in C; mask.hpp has it in C++.
#ifndef DROPLET_MASK_H
#define DROPLET_MASK_H

#include <stddef.h>
#include <stdint.h>

#include "droplet/rate.h"

/// Modes.
enum {
  DROPLET_TRAIN = 0,     ///< the mask is drawn
  DROPLET_INFERENCE = 1  ///< nothing is dropped
};

/// Describes a mask: all that decides it. The same descriptor gives the same mask on every machine,
/// so that backward is the same call on the gradient. 32 bytes without padding; little-endian
/// machines may store it with a checkpoint as it is, and compare two by memcmp:
///
///     byte  0  uint32   f, the keep probability's low 32 of 44 bits
///     byte  4  uint16   T, its high 12 bits (4096: keep everything)
///     byte  6  uint8    mask format, 1 (0: no rate was set, refused)
///     byte  7  uint8    0
///     byte  8  float32  scale
///     byte 12  uint8    mode: 0 train, 1 inference
///     byte 13  uint8[3] 0
///     byte 16  uint64   key
///     byte 24  uint64   first
///
/// An operation takes it only if every byte is as it should be: the format known, f and T together
/// at most 2^44, the zeros 0, the mode 0 or 1, the scale from 1 to 2^44, or 0 where f and T are.
/// With a rate known only at run time: `{.rate = droplet_rate(p), .key = key}`.
typedef struct droplet_mask_t {
  droplet_rate_t rate;  ///< the drop probability
  uint8_t mode;         ///< DROPLET_TRAIN or DROPLET_INFERENCE
  uint8_t reserved[3];  ///< 0
  uint64_t key;         ///< names the mask: see droplet_fold_in and droplet_at
  /// The mask's element that decides the first element of a call, modulo 2^64. It counts what is
  /// decided: elements, or rows, or channels; each operation says which. A buffer cut into pieces
  /// gives the bytes of one call if each piece says where it starts, but a cut costs: each call
  /// draws from the start of its block of 4,096. Begin pieces at multiples of 4,096, or give short
  /// pieces keys of their own. (docs/SIZES.md has what a call costs inside a block.)
  uint64_t first;
} droplet_mask_t;

/// A place in a mask, and what is drawn around it: see droplet_dropout_next. It begins as `{.mask =
/// mask}`, at the mask's `first`. The rest belongs to the calls; it differs from machine to
/// machine: store the mask alone.
typedef struct droplet_cursor_t {
  droplet_mask_t mask;  ///< `first` is the element that decides next
  uint64_t held;        ///< which stripe of 512 elements is drawn; 0: none
  uint64_t words[8];    ///< its bits
  uint64_t lanes[16];   ///< the generator's state after it
} droplet_cursor_t;

/// An initializer for a constant drop probability, in training, from element 0: see DROPLET_RATE.
#define DROPLET_MASK(p, key) \
  { DROPLET_RATE(p), DROPLET_TRAIN, {0, 0, 0}, DROPLET_CAST_(uint64_t, key), 0 }

/// The bytes of a stored mask of n elements, as a constant: 1 bit an element.
#define DROPLET_MASK_BYTES(n) ((n) / 8 + ((n) % 8 != 0 ? 1 : 0))

DROPLET_BEGIN_C_

/// The bytes of a stored mask of n elements, for any n: ceil(n / 8).
static inline size_t droplet_mask_bytes(size_t n) DROPLET_NOEXCEPT_ {
  return DROPLET_MASK_BYTES(n);
}

/// A key derived from another, for a step, a layer, a rank (the scheme of JAX's `fold_in`). Keys
/// that differ, even by 1, give independent masks. But do not count steps by `++key` where layers
/// have neighbouring keys: layer 1 would have at the next step the mask that layer 2 has now. Data
/// of 2^64 - 1, 2^64 - 2 and 2^64 - 3 are reserved: droplet_sample_rows and droplet_fractal_mask
/// draw from them.
DROPLET_API uint64_t droplet_fold_in(uint64_t key, uint64_t data) DROPLET_NOEXCEPT_;

/// What a layer passes at a step: `*layer` with the key `droplet_fold_in(layer->key, step)`. The
/// same key at every step would drop the same elements at every step. Count steps in the trainer,
/// not in the layer: backward, recomputation and finite differences need the step of their forward
/// pass. Where several samples are drawn at inference (Monte Carlo dropout) each needs a step, or a
/// key, of its own, and DROPLET_TRAIN. Of a null pointer it makes a mask that is refused.
DROPLET_API droplet_mask_t droplet_at(const droplet_mask_t* layer, uint64_t step) DROPLET_NOEXCEPT_;

DROPLET_END_C_

#endif
