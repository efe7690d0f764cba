// SPDX-License-Identifier: MIT
//
// Shapes and options. All zero is the default of every field that is no number of elements. A pitch
// counts elements, from the start of one row (or sample, ...) to that of the next; 0: there is
// nothing between them. Pitches of buffers that an operation does not have are ignored, so that
// forward and backward may share a shape.
#ifndef DROPLET_SHAPES_H
#define DROPLET_SHAPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "droplet/api.h"

/// Rows of a matrix, each of which may begin at a distance of its own.
typedef DROPLET_STRUCT_ droplet_rows_t {
  DROPLET_FIELDS_HAVE_NAMES_
  size_t rows DROPLET_ZERO_;            ///< how many
  size_t row_length DROPLET_ZERO_;      ///< elements a row
  size_t x_pitch DROPLET_ZERO_;         ///< of what is dropped: x, or the branch
  size_t residual_pitch DROPLET_ZERO_;  ///< of the residual
  size_t y_pitch DROPLET_ZERO_;         ///< of y, at least row_length
}
droplet_rows_t;

/// A tile of a larger matrix: some of its rows, of which some columns.
typedef DROPLET_STRUCT_ droplet_tile_t {
  DROPLET_FIELDS_HAVE_NAMES_
  size_t rows DROPLET_ZERO_;        ///< of the tile
  size_t row_length DROPLET_ZERO_;  ///< elements of a row of the tile
  size_t mask_pitch DROPLET_ZERO_;  ///< elements of a row of the whole matrix; 0: row_length
  size_t x_pitch DROPLET_ZERO_;     ///< of x
  size_t y_pitch DROPLET_ZERO_;     ///< of y, at least row_length
}
droplet_tile_t;

/// Distances between neighbours along each axis of a feature map.
typedef DROPLET_STRUCT_ droplet_feature_pitch_t {
  DROPLET_FIELDS_HAVE_NAMES_
  size_t sample DROPLET_ZERO_;    ///< from one sample to the next
  size_t channel DROPLET_ZERO_;   ///< from one channel of a sample to the next
  size_t position DROPLET_ZERO_;  ///< from one position of a channel to the next
}
droplet_feature_pitch_t;

/// A feature map. Where a pitch is 0 it is that of a dense map in `layout`, around what the other
/// pitches give; with pitches the axes may stand in any order.
typedef DROPLET_STRUCT_ droplet_features_t {
  DROPLET_FIELDS_HAVE_NAMES_
  size_t samples DROPLET_ZERO_;   ///< of the batch
  size_t channels DROPLET_ZERO_;  ///< of a sample
  size_t inner DROPLET_ZERO_;     ///< positions of a channel: length, height * width, ...
  uint8_t layout DROPLET_ZERO_;   ///< DROPLET_CHANNELS_FIRST or DROPLET_CHANNELS_LAST
  droplet_feature_pitch_t x DROPLET_EMPTY_;  ///< of x
  droplet_feature_pitch_t y DROPLET_EMPTY_;  ///< of y
}
droplet_features_t;

/// Layouts of a feature map.
enum {
  DROPLET_CHANNELS_FIRST = 0,  ///< (samples, channels, inner), as in PyTorch
  DROPLET_CHANNELS_LAST = 1    ///< (samples, inner, channels)
};

/// A dense tensor, the last axis innermost, and along which of its axes a decision is shared. What
/// stands beyond `dimensions` is ignored.
typedef DROPLET_STRUCT_ droplet_tensor_t {
  DROPLET_FIELDS_HAVE_NAMES_
  size_t dimensions DROPLET_ZERO_;  ///< axes, 0 to 4
  size_t size[4] DROPLET_EMPTY_;    ///< elements along each
  size_t noise[4] DROPLET_EMPTY_;   ///< decisions along each: 1, shared, or its size; 0: its size
}
droplet_tensor_t;

/// How drop path decides and scales.
typedef struct droplet_path_options_t {
  DROPLET_FIELDS_HAVE_NAMES_
  /// One decision, the mask's element `first`, for all rows (torchvision's `mode="batch"`); else
  /// row r is decided by element `first + r` (timm, torchvision's `mode="row"`).
  bool batch DROPLET_ZERO_;
  /// Surviving rows stay as they are (timm's `scale_by_keep=False`); else they are multiplied by
  /// 1 / keep.
  bool unscaled DROPLET_ZERO_;
} droplet_path_options_t;

/// Joins of columns (FractalNet), in the order of the network.
typedef DROPLET_STRUCT_ droplet_joins_t {
  DROPLET_FIELDS_HAVE_NAMES_
  size_t samples DROPLET_ZERO_;  ///< of the batch
  size_t joins DROPLET_ZERO_;    ///< of the network, for each sample
  size_t inputs DROPLET_ZERO_;   ///< of a join: its columns, 1 to 2^32
  uint8_t path DROPLET_ZERO_;    ///< DROPLET_LOCAL_PATHS or DROPLET_GLOBAL_PATH
}
droplet_joins_t;

/// What drop path leaves of joins.
enum {
  DROPLET_LOCAL_PATHS = 0,  ///< of each join some inputs, at least one
  DROPLET_GLOBAL_PATH = 1   ///< of each sample one column
};

/// What one of several cores does of a call. Shares of a call touch no element and no byte in
/// common.
typedef struct droplet_share_t {
  DROPLET_FIELDS_HAVE_NAMES_
  uint32_t index DROPLET_ZERO_;  ///< which of the shares, from 0 on
  uint32_t count DROPLET_ZERO_;  ///< how many shares there are: 1, 2, 4 or 8
} droplet_share_t;

/// Feature maps in whose planes blocks are dropped (DropBlock), dense: (samples, channels, height,
/// width).
typedef DROPLET_STRUCT_ droplet_blocks_t {
  DROPLET_FIELDS_HAVE_NAMES_
  size_t samples DROPLET_ZERO_;   ///< of the batch
  size_t channels DROPLET_ZERO_;  ///< of a sample, each with a plane of its own
  size_t height DROPLET_ZERO_;    ///< rows of a plane
  size_t width DROPLET_ZERO_;     ///< elements of such a row
  /// A side of the square that is dropped around a seed: odd; at most the plane's shorter side, or
  /// one less where that is even.
  size_t block DROPLET_ZERO_;
}
droplet_blocks_t;

/// How integers stand for real numbers.
typedef struct droplet_quantization_t {
  DROPLET_FIELDS_HAVE_NAMES_
  /// The integer that stands for 0, within the type's range; of int16 it is 0. Dropped elements
  /// become it.
  int32_t zero_point DROPLET_ZERO_;
  /// Kept elements stay as they are, and the tensor's own scale becomes what
  /// droplet_rate_tensor_scale (`Rate::tensor_scale`) makes of it; else they are multiplied by the
  /// rate's scale and rounded. Where scales must be powers of 2, as of some kernels of CMSIS-NN,
  /// the keep probability must be one: 0.5, 0.25, ..., as droplet_rate_of_draws gives them.
  bool unscaled DROPLET_ZERO_;
} droplet_quantization_t;

#if defined(__cplusplus)
DROPLET_ASSERT_(sizeof(droplet_rows_t) == 5 * sizeof(size_t) &&
                    sizeof(droplet_path_options_t) == 2 && sizeof(droplet_share_t) == 8 &&
                    sizeof(droplet_quantization_t) == 8,
                "Droplet's shapes must be C's in C++: this compiler's ABI ignores "
                "[[no_unique_address]]");
#endif

#endif
